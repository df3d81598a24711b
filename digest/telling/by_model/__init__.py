"""Stories told by a model: drafted, judged, repaired, or chosen."""
