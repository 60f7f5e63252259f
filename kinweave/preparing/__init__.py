"""What a host asks those who come, and what hands are wanted. It stands above gatherings."""
