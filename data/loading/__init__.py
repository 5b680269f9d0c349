"""From a branch office's file to loads: read, understand, check, store. Nothing is stored unless all of it is right."""
