"""The shapes a plug-in must fill, and the shelves they are put on."""
