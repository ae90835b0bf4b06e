"""A network's mistakes and the photos behind them."""
