"""RUNNING IT: logging and what an operator watches."""
