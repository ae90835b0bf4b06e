from tests.training.conftest import index, workspace

__all__ = ["index", "workspace"]
