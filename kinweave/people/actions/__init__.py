"""What people do with what is theirs; each module is one thing."""
