"""How everything looks: layouts, components, charts and the words on buttons. No tables."""
