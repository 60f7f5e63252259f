"""What people write about retreats. What was typed stays when something needs another word."""
