"""What a template may call: the design system's components, and our own."""
