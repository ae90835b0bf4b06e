"""Architectures: why convolutions, the road to Xception, and our networks layer by layer."""

import streamlit as st

from dogbreed.architecture.milestones import milestones
from dogbreed.ui.architectures.first_layer import first_layer
from dogbreed.ui.architectures.milestones import milestone_chart, milestone_table
from dogbreed.ui.architectures.our_networks import networks, our_networks
from dogbreed.ui.architectures.savings import weight_sharing_figure
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.section import section
from dogbreed.ui.widgets.stage import note, on_stage

st.title("How does a network see a photo?", anchor=False)
st.markdown(
    "With small filters that slide over it, layer after layer. The layers of our networks are listed here as they were "
    "exported."
)

found = networks()

st.header("Why convolutions", anchor=False)
first_layer(found)
st.space("small")
weight_sharing_figure()

with section("The road to Xception") as figure:
    table = milestones()
    st.markdown(
        "- **AlexNet** (2012) won the ImageNet contest with learned filters and 60 million parameters.\n"
        "- **VGG** (2014) stacked more layers of small 3x3 filters, with even more parameters.\n"
        "- **ResNet** (2015) added a shortcut around each block, so that 152 layers could be trained.\n"
        "- **Inception** (GoogLeNet 2014, V3 2015) split each layer into parallel branches; **Xception** (2016) "
        "filters each map separately, then mixes the maps. It makes fewer errors with fewer parameters."
    )
    note(
        "ImageNet: 1000 classes, over a hundred of them dog breeds. Top-5 error: share of photos whose class is not "
        "among the five most probable. Each figure is of one network and one crop per validation photo, from Keras's "
        "documentation. AlexNet and GoogLeNet are not listed there; theirs come from the papers: AlexNet with the mean "
        "of ten crops (*), GoogLeNet without the number of parameters (diamond)."
    )
    with figure:
        draw(milestone_chart(table))
if not on_stage():
    with st.expander("All figures, what they were measured on, and their sources", icon=":material/table:"):
        milestone_table(table)

st.space("large")
st.header("Our networks, layer by layer", anchor=False)
our_networks(found)

st.space("large")
st.page_link("pages/identify.py", label="See what the networks say about your dog", icon=":material/pets:")
