"""One module per check of a drafted sentence, and the reading of sentences that they share.

`words`, `quantities` and `passage` read a sentence; `lexicons` hold the words of each language;
`ground` is what the cited sentences offer; every other module is one check.
"""
