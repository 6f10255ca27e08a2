"""What can be swapped without touching the house."""
