"""Surfaces: one dataclass describes a material, one function builds its nodes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import bpy
import numpy as np
import textures
from PIL import Image

Color = str
FAINT_WAX = 0.25
"""Light that enters a surface this little cannot be seen, and following it takes minutes."""


@dataclass(frozen=True)
class Look:
    """What a surface is made of. Colours are sRGB hex; textures are Pillow images;
    `gilt` is white where metal lies; `thread` counts the threads across and along the texture."""

    color: Color = "#d9d9d4"
    texture: Image.Image | None = None
    rough: float = 0.5
    metal: float = 0.0
    coat: float = 0.0
    sheen: float = 0.0
    glass: float = 0.0
    wax: float = 0.0
    ior: float = 1.5
    alpha: bool = False
    grain: tuple[float, float] | None = None
    grain_stretch: tuple[float, float, float] = (1, 1, 1)
    mottle: tuple[float, float] | None = None
    relief: tuple[Image.Image, float] | None = None
    gilt: Image.Image | None = None
    thread: tuple[float, float] | None = None
    crackle: float = 0.0
    glow: float = 0.0

    def but(self, **changes: object) -> Look:
        """The same surface with a few differences."""
        return replace(self, **changes)


def linear(color: Color) -> tuple[float, float, float, float]:
    """Turn '#rrggbb' into linear RGBA."""
    raw = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    out = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in raw]
    return (out[0], out[1], out[2], 1.0)


def shade(color: Color, factor: float) -> Color:
    """A darker or lighter tone of a colour."""
    parts = (min(255, round(int(color[i : i + 2], 16) * factor)) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)


def load(picture: Image.Image, data: bool = False) -> bpy.types.Image:
    """Hand a Pillow image to Blender."""
    pixels = np.asarray(picture.convert("RGBA"), dtype=np.float32)[::-1] / 255
    image = bpy.data.images.new("texture", picture.width, picture.height, alpha=True)
    image.colorspace_settings.name = "Non-Color" if data else "sRGB"
    image.pixels.foreach_set(np.ascontiguousarray(pixels).ravel())
    image.pack()
    return image


def surface_name(look: Look) -> str:
    """What a mask calls the surfaces of this look: its colour, and whether it is painted."""
    return look.color if look.texture is None else f"{look.color} painted"


class _Builder:
    """Adds nodes to one material."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.material = bpy.data.materials.new(surface_name(look))
        self.material.use_nodes = True
        self.tree = self.material.node_tree
        self.surface = self.tree.nodes["Principled BSDF"]

    def node(self, kind: str, **values: object) -> bpy.types.Node:
        node = self.tree.nodes.new(f"ShaderNode{kind}")
        for key, value in values.items():
            node.inputs[key].default_value = value
        return node

    def link(self, source: bpy.types.NodeSocket, target: bpy.types.NodeSocket) -> None:
        self.tree.links.new(source, target)

    def position(self) -> bpy.types.NodeSocket:
        coordinates, mapping = self.node("TexCoord"), self.node("Mapping")
        mapping.inputs["Scale"].default_value = self.look.grain_stretch
        self.link(coordinates.outputs["Object"], mapping.inputs["Vector"])
        return mapping.outputs["Vector"]

    def noise(self, scale: float) -> bpy.types.NodeSocket:
        noise = self.node("TexNoise", Scale=scale, Detail=5.0)
        self.link(self.position(), noise.inputs["Vector"])
        return noise.outputs["Fac"]

    def cracks(self, scale: float) -> bpy.types.NodeSocket:
        """The distance to a net of slightly bent cracks."""
        edge, bend = self.node("TexVoronoi", Scale=scale), self.node("VectorMath")
        edge.feature = "DISTANCE_TO_EDGE"
        noise = self.node("TexNoise", Scale=scale * 0.6, Detail=3.0)
        self.link(self.position(), noise.inputs["Vector"])
        bend.operation = "MULTIPLY_ADD"
        self.link(noise.outputs["Color"], bend.inputs[0])
        bend.inputs[1].default_value = (0.9 / scale,) * 3
        self.link(self.position(), bend.inputs[2])
        self.link(bend.outputs[0], edge.inputs["Vector"])
        return edge.outputs["Distance"]

    def image(self, picture: Image.Image, data: bool = False) -> bpy.types.Node:
        node = self.node("TexImage")
        node.image = load(picture, data)
        return node

    def mix(
        self,
        factor: bpy.types.NodeSocket,
        first: bpy.types.NodeSocket,
        second: Color,
        blend: str = "MIX",
    ) -> bpy.types.NodeSocket:
        mix = self.node("Mix")
        mix.data_type, mix.blend_type = "RGBA", blend
        self.link(factor, mix.inputs["Factor"])
        self.link(first, mix.inputs[6])
        mix.inputs[7].default_value = linear(second)
        return mix.outputs[2]

    def scaled(
        self, source: bpy.types.NodeSocket, low: float, high: float, to: float
    ) -> bpy.types.NodeSocket:
        ramp = self.node("MapRange")
        for index, value in enumerate((low, high, 0.0, to), start=1):
            ramp.inputs[index].default_value = value
        self.link(source, ramp.inputs[0])
        return ramp.outputs[0]

    def color(self) -> None:
        look = self.look
        if look.texture is not None:
            image = self.image(look.texture)
            out = image.outputs["Color"]
            if look.alpha:
                self.link(image.outputs["Alpha"], self.surface.inputs["Alpha"])
                self.material.surface_render_method = "BLENDED"
        else:
            plain = self.node("RGB")
            plain.outputs[0].default_value = linear(look.color)
            out = plain.outputs[0]
        if look.mottle:
            factor = self.scaled(self.noise(look.mottle[0]), 0.35, 0.7, look.mottle[1])
            out = self.mix(factor, out, "#1c1209", "MULTIPLY")
        if look.crackle:
            for scale, width, strength in ((1.0, 0.014, 0.55), (2.7, 0.02, 0.3)):
                factor = self.scaled(self.cracks(look.crackle * scale), width, width / 4, strength)
                out = self.mix(factor, out, "#6b4a26")
        self.link(out, self.surface.inputs["Base Color"])
        if look.gilt is not None:
            self.link(
                self.image(look.gilt, data=True).outputs["Color"], self.surface.inputs["Metallic"]
            )
        if look.glow:
            self.link(out, self.surface.inputs["Emission Color"])
            self.surface.inputs["Emission Strength"].default_value = look.glow

    def height(self) -> None:
        look = self.look
        normal = None
        if look.grain:
            normal = self.bump(self.noise(look.grain[0]), look.grain[1], normal)
        if look.relief:
            image = self.image(look.relief[0], data=True)
            normal = self.bump(image.outputs["Color"], look.relief[1], normal)
        if look.thread and textures.DETAIL > 1:
            normal = self.bump(self.woven(*look.thread), 0.3, normal)
        if normal is not None:
            self.link(normal, self.surface.inputs["Normal"])

    def woven(self, across: float, along: float) -> bpy.types.NodeSocket:
        """The height of single threads; only a close-up is near enough to show them."""
        place, waves = self.node("SeparateXYZ"), []
        self.link(self.node("UVMap").outputs["UV"], place.inputs[0])
        for axis, count in enumerate((across, along)):
            turn, wave = self.node("Math"), self.node("Math")
            turn.operation, wave.operation = "MULTIPLY", "SINE"
            turn.inputs[1].default_value = 2 * math.pi * count
            self.link(place.outputs[axis], turn.inputs[0])
            self.link(turn.outputs[0], wave.inputs[0])
            waves.append(wave.outputs[0])
        crossing = self.node("Math")
        crossing.operation = "MULTIPLY"
        self.link(waves[0], crossing.inputs[0])
        self.link(waves[1], crossing.inputs[1])
        return crossing.outputs[0]

    def bump(
        self, height: bpy.types.NodeSocket, strength: float, before: bpy.types.NodeSocket | None
    ) -> bpy.types.NodeSocket:
        bump = self.node("Bump", Strength=min(strength, 1.0), Distance=0.035)
        self.link(height, bump.inputs["Height"])
        if before is not None:
            self.link(before, bump.inputs["Normal"])
        return bump.outputs["Normal"]

    def build(self) -> bpy.types.Material:
        look = self.look
        self.color()
        self.height()
        values = {
            "Roughness": look.rough,
            "Metallic": look.metal,
            "Coat Weight": look.coat,
            "Coat Roughness": 0.04,
            "Sheen Weight": look.sheen,
            "Sheen Roughness": 0.35,
            "Transmission Weight": look.glass,
            "IOR": look.ior,
            "Subsurface Weight": look.wax if look.wax > FAINT_WAX else 0.0,
            "Subsurface Scale": 0.06,
        }
        self.surface.subsurface_method = "BURLEY"
        for key, value in values.items():
            self.surface.inputs[key].default_value = value
        return self.material


def build(look: Look) -> bpy.types.Material:
    """Make the Blender material for a look."""
    return _Builder(look).build()


PORCELAIN = Look("#f1f2ec", rough=0.12, coat=0.7, wax=0.08)
CRACKLE = Look("#e6dfcb", rough=0.2, coat=0.6, crackle=9)
CELADON = Look("#a9c3b0", rough=0.12, coat=0.8, wax=0.1, mottle=(3, 0.08))
BROWN_GLAZE = Look("#5a3216", rough=0.16, coat=0.8, mottle=(6, 0.5))
STONEWARE = Look("#7a5236", rough=0.55, grain=(40, 0.25), mottle=(5, 0.4))
TERRACOTTA = Look("#b5633f", rough=0.85, grain=(60, 0.3), mottle=(8, 0.15))
BLACK_LACQUER = Look("#0d0a09", rough=0.14, coat=1.0)
RED_LACQUER = Look("#8c1c13", rough=0.16, coat=1.0)
AMBER_LACQUER = Look("#5b210c", rough=0.15, coat=1.0, mottle=(5, 0.5))
RATTAN = Look("#c89a5f", rough=0.42, mottle=(7, 0.25))
BAMBOO = Look("#d9bf83", rough=0.45, mottle=(6, 0.16))
DARK_BAMBOO = Look("#7a4a24", rough=0.4, mottle=(6, 0.35))
WOOD = Look("#8a5530", rough=0.42, grain=(30, 0.12), grain_stretch=(1, 1, 8), mottle=(5, 0.5))
PALE_WOOD = Look("#c99f6c", rough=0.5, grain=(30, 0.12), grain_stretch=(1, 1, 8), mottle=(5, 0.3))
BRONZE = Look("#8d5b2c", rough=0.34, metal=1.0, mottle=(5, 0.55))
GOLD = Look("#f0c060", rough=0.26, metal=1.0, grain=(14, 0.1))
SILVER = Look("#d7d9dc", rough=0.25, metal=1.0)
SILK = Look("#b1342e", rough=0.5, sheen=0.7)
LINEN = Look("#e2d8c2", rough=0.85, sheen=0.3, grain=(160, 0.3))
PAPER = Look("#efe7d4", rough=0.9, grain=(70, 0.15))
KRAFT = Look("#b98d5c", rough=0.85, grain=(80, 0.2))
GLASS = Look("#ffffff", rough=0.0, glass=1.0, ior=1.45)
HONEY = Look("#f0a024", rough=0.02, glass=0.92, ior=1.45)
LEAF = Look("#3c6a2c", rough=0.42, mottle=(4, 0.3))
DRY_LEAF = Look("#d8cba2", rough=0.55)
