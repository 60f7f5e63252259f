"""What a circle gives together: a fund, who keeps it, and what each gives a month. It stands below
gatherings, so that one can be for those who give; and it knows amounts and accounts, so that
whatever asks for money asks in one way."""
