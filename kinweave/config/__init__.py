"""How a site is put together: settings out of the environment, addresses, checks, a schedule."""
