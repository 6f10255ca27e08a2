"""What is true without a computer: rules, formulas and thresholds as arithmetic on plain values."""
