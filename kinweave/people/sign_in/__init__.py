"""Signing in: a code by mail, a passkey, or another site's OpenID Connect. There are no passwords.

allauth does the work; here is what is ours: which of its addresses we have, its letters as letters
of ours, what newcomers are asked.
"""
