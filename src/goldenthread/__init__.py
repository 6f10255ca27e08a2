"""One traceable thread from what somebody said to a change that is shown to have worked."""
