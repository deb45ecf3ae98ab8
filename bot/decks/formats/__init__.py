"""FILE FORMATS: each reader makes a draft of what a file holds, or says why not. Pure."""
