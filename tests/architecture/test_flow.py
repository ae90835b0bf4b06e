from dogbreed.architecture.flow import Block, drawn_layers, flow
from dogbreed.architecture.layers import CONVOLUTION, Layer
from dogbreed.architecture.network import Residual


def blocks(network):
    return [step for part in flow(network) for step in part.steps if isinstance(step, Block)]


def test_xception_is_drawn_as_entry_middle_and_exit_flow(shipped):
    entry, middle, leave = flow(shipped)
    assert (entry.takes, entry.gives) == ((299, 299, 3), (19, 19, 728))
    assert (middle.takes, middle.gives) == ((19, 19, 728), (19, 19, 728))
    assert (leave.takes, leave.gives) == ((19, 19, 728), (120,))
    [repeated] = middle.steps
    assert isinstance(repeated, Block)
    assert (repeated.name, repeated.times, repeated.shortcut) == ("block5 to block12", 8, ())
    assert [step.name for step in entry.steps] == ["block1_conv1", "block1_conv2", "block2", "block3", "block4"]
    assert [step.name for step in leave.steps] == ["block13", "block14_sepconv1", "block14_sepconv2", "head"]


def test_blocks_that_shrink_have_a_convolution_of_stride_2_on_the_way_around(shipped):
    shrinking = [block for block in blocks(shipped) if block.name in {"block2", "block3", "block4", "block13"}]
    assert len(shrinking) == 4
    for block in shrinking:
        [layer] = block.shortcut
        assert (layer.kind, layer.kernel, layer.stride) == (CONVOLUTION, (1, 1), 2)


def test_the_head_is_the_map_of_every_breed_and_its_mean(shipped):
    [head] = [block for block in blocks(shipped) if block.name == "head"]
    assert [layer.name for layer in head.main] == ["evidence", "logits"]
    assert head.shortcut is None


def test_our_networks_blocks_have_their_way_around(read):
    network = read("cnn")
    residuals = {step.name: step for step in network.steps if isinstance(step, Residual)}
    assert list(residuals) == ["stage1_block1", "stage1_block2", "stage2_block1"]
    assert [layer.name for layer in residuals["stage1_block1"].shortcut] == [
        "stage1_block1_pool",
        "stage1_block1_shortcut",
    ]
    assert residuals["stage1_block2"].shortcut == ()
    assert [layer.name for layer in residuals["stage2_block1"].main] == ["stage2_block1_conv1", "stage2_block1_conv2"]


def test_the_studys_network_is_one_line_from_the_photo_to_the_breeds(read):
    [part] = flow(read("cnn-study"))
    assert (part.takes, part.gives) == ((96, 96, 3), (7,))
    names = [layer.name for layer in drawn_layers(part.steps)]
    assert names == ["conv1", "pool1", "conv2", "pool2", "conv3", "pool3", "flatten", "features", "logits"]
    assert [step.name for step in part.steps if isinstance(step, Layer)] == names[:-2]
