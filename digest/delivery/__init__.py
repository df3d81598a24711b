"""Files → folders and people: `folder.write`, `smtp.send`."""
