"""The screens, one file each: an outline from what the queries give to what the viewer sees."""
