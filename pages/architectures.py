"""Architectures: why convolutions, the road to Xception, and our networks layer by layer."""

import streamlit as st

from dogbreed.architecture.milestones import milestones
from dogbreed.ui.architectures.first_layer import first_layer
from dogbreed.ui.architectures.milestone_chart import milestone_chart
from dogbreed.ui.architectures.milestone_table import milestone_table
from dogbreed.ui.architectures.networks import networks
from dogbreed.ui.architectures.our_networks import our_networks
from dogbreed.ui.architectures.sharing import sharing
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.section import section

st.title("How does a network see a photo?", anchor=False)
st.markdown(
    "With small filters that slide over it, layer upon layer. All that this page shows of our networks is read from "
    "their model files while you look."
)
found = networks()

st.header("Why convolutions", anchor=False)
first_layer(found)
st.space("small")
sharing()

with section("The road to Xception") as figure:
    table = milestones()
    st.markdown(
        "- **AlexNet** (2012) won the ImageNet contest with learned filters and a great many parameters.\n"
        "- **VGG** (2014) stacked small 3x3 filters, and grew.\n"
        "- **ResNet** (2015) added a way around each block, so that 152 layers could be trained.\n"
        "- **Inception** (GoogLeNet 2014, V3 2015) split the work of a layer; **Xception** (2016) went all the way: "
        "look at each map by itself, then mix the maps. Fewer parameters, fewer errors."
    )
    st.caption(
        "ImageNet: 1000 classes, a good hundred of them dogs. The top-5 error is the share of photos whose class is "
        "not among the five named first. Each is one network with one crop of each validation photo, as Keras's "
        "documentation gives it. Two are not there and come from their papers: AlexNet with the mean of ten crops (*), "
        "and GoogLeNet, whose paper gives no number of parameters (diamond)."
    )
    with figure:
        draw(milestone_chart(table))
with st.expander("Every figure with what it was measured on and its source", icon=":material/table:"):
    milestone_table(table)

st.space("large")
st.header("Our networks, layer by layer", anchor=False)
our_networks(found)

st.space("large")
st.page_link("pages/identify.py", label="See what the networks say of your dog", icon=":material/pets:")
