"""The Stress test page: a photo is damaged by sliders, and two networks answer live."""
