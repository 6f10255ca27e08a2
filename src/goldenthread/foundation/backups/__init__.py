"""Everything the house holds, in one file that can be checked and put back."""
