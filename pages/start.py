"""The study: problem, data, networks, evaluation, mistakes and next steps, with one figure each."""

import streamlit as st

from dogbreed.evaluation.verdict_precision import VerdictPrecision
from dogbreed.inference.verdict import VerdictKind
from dogbreed.ui.figures.confused_pairs import pair_bars
from dogbreed.ui.figures.reliability import reliability
from dogbreed.ui.figures.study_bars import STUDY
from dogbreed.ui.formatting import count, loss, percent
from dogbreed.ui.start.breed_puzzle import PUZZLE, breed_puzzle
from dogbreed.ui.start.charts import accuracy, names_needed, photos_per_breed
from dogbreed.ui.start.project_facts import project_facts
from dogbreed.ui.widgets.chart import draw
from dogbreed.ui.widgets.section import section
from dogbreed.ui.widgets.stage import note

facts = project_facts()
dataset, metrics = facts.dataset, facts.ensemble.metrics
one_breed, several = facts.verdicts[VerdictKind.BREED], facts.verdicts[VerdictKind.LOOKALIKES]


def correct(verdict: VerdictPrecision) -> str:
    return percent(verdict.precision.value) if verdict.precision else "none"


st.title("Which breed is this dog, how sure is the network, and why?", anchor=False)
st.markdown(
    f"Our networks know {dataset.breeds} breeds and name the right one in {percent(metrics.top1.value)} of the test "
    "photos. They say how sure they are, show which areas of the photo speak for the answer, and notice when there is "
    "no dog, or a breed that they have not learned."
)

if st.button("Try it with your own photo", type="primary", icon=":material/add_photo_alternate:"):
    st.switch_page("pages/identify.py")

with section("The problem", PUZZLE) as pair:
    st.markdown(
        f"There are {dataset.breeds} breeds, and some of them differ only in details such as the ears. A photo shows "
        "one side of one dog, in any light. A useful answer also says how sure it is, and why."
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
        "A 2023 study trained a small network from scratch and a large one, Xception, that was pretrained on ImageNet. "
        "We repeat both, the small one with the best settings of a search. We also train a better network from "
        "scratch, with batch normalisation, shortcuts and longer training. Our Xception scores every area of the photo "
        "for every breed: the areas with the highest scores show why it gives an answer, and it zooms in on these "
        "areas. A third network, which knows the 1000 classes of ImageNet, gives a second opinion and notices when "
        "there is no dog."
    )
    note(
        "The study's test losses were "
        + " and ".join(f"{loss(reported.cross_entropy)} ({reported.what})" for reported in STUDY)
        + f"; ours is {loss(metrics.cross_entropy.value)}."
    )
    st.page_link("pages/architectures.py", label="Look inside the networks", icon=":material/account_tree:")
    st.page_link("pages/runs.py", label="See all training runs", icon=":material/tune:")
    with figure:
        draw(accuracy(facts.networks))

with section("The evaluation") as figure:
    st.markdown(
        f"The right breed is the first answer in {percent(metrics.top1.value)} of the {count(metrics.photos)} test "
        f"photos, and among the first five in {percent(metrics.top5.value)}. The network is sure enough to name one "
        f"breed in {percent(one_breed.coverage.value)} of them, and {correct(one_breed)} of these answers are right. "
        "A probability is only useful if it is right as often as it says: this is called calibration."
    )
    st.warning(
        "The photos of Stanford Dogs are part of ImageNet, on which the network was pretrained, so it has probably "
        "seen the test photos. How it does on other people's photos is an open question.",
        icon=":material/visibility:",
    )
    st.page_link("pages/compare.py", label="Compare the networks", icon=":material/balance:")
    with figure:
        draw(reliability([facts.answered]))

with section("The mistakes") as figure:
    mistakes, kept = facts.mistakes
    st.markdown(
        f"{count(mistakes)} of {count(metrics.photos)} first answers are wrong. In {percent(kept)} of these, the "
        "answer is another breed of the right kennel group."
    )
    st.page_link("pages/mistakes.py", label="See the photos behind the mistakes", icon=":material/grid_on:")
    with figure:
        draw(pair_bars(facts.pairs))

with section("Where it could go next") as figure:
    st.markdown(
        f"When unsure, it names two or three breeds: in {percent(several.coverage.value)} of the photos, and the right "
        f"breed is among them in {correct(several)} of these. Next steps could be:\n"
        "- a test on photos that cannot be part of ImageNet,\n"
        "- more photos of other breeds and mixes: it has seen only one to four of most of them."
    )
    st.page_link("pages/identify.py", label="Try your own photo", icon=":material/pets:")
    with figure:
        draw(names_needed(facts.answers))

with pair:
    breed_puzzle(facts)
