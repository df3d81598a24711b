"""Talking to a language model: one request, one typed answer, paid for once."""

DEFAULT_MODEL = "gpt-6-luna"
"""The only place that names it. Any other is set with `[llm] model`."""

DEFAULT_BASE_URL = "https://api.openai.com/v1"

LOCAL = "gguf:"
"""How the address of a model begins that runs in this process."""
