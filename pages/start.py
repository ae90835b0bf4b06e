"""The study: from the problem to what could come next, one figure each."""

import streamlit as st

from dogbreed.evaluation.confusions import confused_pairs, within_group
from dogbreed.evaluation.verdict_precision import VerdictPrecision
from dogbreed.inference.verdict import VerdictKind
from dogbreed.ui.figures.confused_pairs import pair_bars
from dogbreed.ui.figures.reliability import reliability
from dogbreed.ui.figures.study_bars import STUDY
from dogbreed.ui.formatting import count, loss, percent
from dogbreed.ui.start.accuracy import accuracy
from dogbreed.ui.start.names_needed import names_needed
from dogbreed.ui.start.photos_per_breed import photos_per_breed
from dogbreed.ui.start.puzzle import look_alikes
from dogbreed.ui.start.study import study
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.section import section

facts = study()
dataset, metrics = facts.dataset, facts.metrics
sure, torn = facts.verdicts[VerdictKind.BREED], facts.verdicts[VerdictKind.LOOKALIKES]


def kept_by(promise: VerdictPrecision) -> str:
    return percent(promise.precision.value) if promise.precision else "none"


st.title("Which breed is this dog, how sure is the network, and why?", anchor=False)
st.markdown(
    f"Networks that know {dataset.breeds} breeds, name the right one in {percent(metrics.top1.value)} of the test "
    "photos, say how sure they are, show which areas of the photo speak for it, and notice when there is no dog."
)
if st.button("Try it with your own photo", type="primary", icon=":material/add_photo_alternate:"):
    st.switch_page("pages/identify.py")

with section("The problem") as pair:
    st.markdown(
        f"{dataset.breeds} breeds, and some of them differ by little more than the set of an ear. A photo shows one "
        "side of one dog, in whatever light there was. An answer has to come with how sure it is, and why."
    )

with section("The data") as figure:
    st.markdown(
        f"Stanford Dogs: {count(dataset.photos)} colour photos, {count(dataset.train)} to learn from and "
        f"{count(dataset.test)} kept for the test, with a box around each of {count(dataset.boxes)} dogs. The "
        f"originals are {dataset.widths[0]} to {count(dataset.widths[1])} pixels wide. Our figures come from photos "
        "reduced to a short side of 224 pixels."
    )
    st.page_link("pages/dataset.py", label="Look through the photos", icon=":material/photo_library:")
    with figure:
        draw(photos_per_breed(facts.index))

with section("The networks") as figure:
    st.markdown(
        "A 2023 study trained a small network from nothing and a large one, Xception, that had learned from ImageNet "
        "before. We repeat both, the small one with the best settings of a search, and show how far a network from "
        "nothing gets with batch normalisation, shortcuts and long training. Our Xception scores every area of the "
        "photo for every breed, so that its answer comes with the areas that speak for it, and looks at these again "
        "from nearer; a third network, which knows all 1000 kinds of things in ImageNet, gives a second opinion and "
        "notices when there is no dog."
    )
    st.caption(
        "The study's test losses were "
        + " and ".join(f"{loss(reported.cross_entropy)} ({reported.what})" for reported in STUDY)
        + f"; ours is {loss(metrics.cross_entropy.value)}."
    )
    st.page_link("pages/architectures.py", label="Look inside the networks", icon=":material/account_tree:")
    st.page_link("pages/runs.py", label="See what was tried", icon=":material/tune:")
    with figure:
        draw(accuracy(facts.networks))

with section("The evaluation") as figure:
    st.markdown(
        f"On the {count(metrics.photos)} test photos the right breed is the first of its answers in "
        f"{percent(metrics.top1.value)} and among its first five in {percent(metrics.top5.value)}. It is sure enough "
        f"to name one breed in {percent(sure.coverage.value)}, and {kept_by(sure)} of these names are "
        "right. A probability is worth stating only if it comes true as often as it says."
    )
    st.warning(
        "The photos of Stanford Dogs were taken out of ImageNet, on which the network was first trained, so it has "
        "probably seen the test photos. What that means for other people's photos is an open question.",
        icon=":material/visibility:",
    )
    st.page_link("pages/compare.py", label="Compare the networks", icon=":material/balance:")
    with figure:
        draw(reliability([facts.answered]))

with section("The mistakes") as figure:
    mistakes, kept = within_group(facts.answers)
    st.markdown(
        f"{count(mistakes)} of {count(metrics.photos)} answers are wrong, and {percent(kept)} of these stay within the "
        "kennel group of the right breed."
    )
    st.page_link("pages/mistakes.py", label="See the photos behind the mistakes", icon=":material/grid_on:")
    with figure:
        draw(pair_bars(confused_pairs(facts.answers)))

with section("Where it could go next") as figure:
    st.markdown(
        f"It says less where that is more honest: it names two or three look-alikes for {percent(torn.coverage.value)} "
        f"of the photos, which is true for {kept_by(torn)} of them. What could come next:\n"
        "- measure on photos that ImageNet cannot hold,\n"
        "- find the small dogs in large photos and look closer,\n"
        "- know more breeds, and mixtures of them."
    )
    st.page_link("pages/identify.py", label="See what it says of your dog", icon=":material/pets:")
    with figure:
        draw(names_needed(facts.predictions))

with pair:
    look_alikes(facts)
