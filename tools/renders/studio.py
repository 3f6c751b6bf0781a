"""One studio for every picture: same window light, same ground, camera fitted to the object."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector
from PIL import Image

GROUND_TOP = (0xFA, 0xFB, 0xF9)
GROUND_BOTTOM = (0xF3, 0xF5, 0xF2)


@dataclass(frozen=True)
class View:
    """Where the camera stands, and how much of the frame the object fills."""

    elevation: float
    azimuth: float = 0.0
    fill: float = 0.7
    lens: float = 85.0


VIEWS = {
    "stand": View(11),
    "front": View(5),
    "table": View(25, -6, 0.76),
    "above": View(42, -4, 0.78),
    "flat": View(62, 0, 0.76),
}


def reset() -> None:
    """Start from an empty file."""
    bpy.ops.wm.read_factory_settings(use_empty=True)


def _points() -> np.ndarray:
    """World positions of all visible vertices (thinned)."""
    graph = bpy.context.evaluated_depsgraph_get()
    clouds = []
    for item in graph.object_instances:
        if item.object.type not in {"MESH", "CURVE", "META"} or item.object.hide_render:
            continue
        body = item.object.to_mesh()
        if body is None or not body.vertices:
            continue
        co = np.empty(len(body.vertices) * 3)
        body.vertices.foreach_get("co", co)
        co = co.reshape(-1, 3)[:: max(1, len(co) // 6000)]
        world = np.array(item.matrix_world)
        clouds.append(co @ world[:3, :3].T + world[:3, 3])
        item.object.to_mesh_clear()
    return np.concatenate(clouds)


def _ground(radius: float) -> None:
    bpy.ops.mesh.primitive_plane_add(size=radius * 60)
    plane = bpy.context.object
    plane.is_shadow_catcher = True
    material = bpy.data.materials.new("ground")
    material.use_nodes = True
    node = material.node_tree.nodes["Principled BSDF"]
    node.inputs["Base Color"].default_value = (0.86, 0.87, 0.85, 1)
    node.inputs["Roughness"].default_value = 0.9
    plane.data.materials.append(material)


def _area(
    place: Vector,
    centre: Vector,
    size: tuple[float, float],
    power: float,
    color: tuple[float, float, float],
) -> None:
    data = bpy.data.lights.new("window", "AREA")
    data.shape, data.size, data.size_y = "RECTANGLE", size[0], size[1]
    data.energy, data.color = power, color
    lamp = bpy.data.objects.new("window", data)
    lamp.location = place
    lamp.rotation_euler = (centre - place).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(lamp)


def _flag(place: Vector, centre: Vector, size: float) -> None:
    """A dark card that only reflections see: it draws the edge of white glaze."""
    bpy.ops.mesh.primitive_plane_add(size=size, location=place)
    card = bpy.context.object
    card.rotation_euler = (centre - place).to_track_quat("Z", "Y").to_euler()
    card.scale.x = 0.35
    for kind in ("camera", "diffuse", "shadow", "transmission"):
        setattr(card, f"visible_{kind}", False)
    material = bpy.data.materials.new("flag")
    material.use_nodes = True
    node = material.node_tree.nodes["Principled BSDF"]
    node.inputs["Base Color"].default_value = (0.05, 0.055, 0.06, 1)
    card.data.materials.append(material)


def _world() -> None:
    world = bpy.data.worlds.new("room")
    bpy.context.scene.world = world
    world.use_nodes = True
    back = world.node_tree.nodes["Background"]
    back.inputs["Color"].default_value = (0.93, 0.96, 1.0, 1)
    back.inputs["Strength"].default_value = 0.36


def _light(centre: Vector, radius: float) -> None:
    power = radius * radius

    def at(x: float, y: float, z: float) -> Vector:
        return centre + Vector((x, y, z)) * radius

    _area(at(-3.6, -2.4, 5.2), centre, (4.6 * radius, 4.6 * radius), 560 * power, (1, 0.97, 0.93))
    _area(at(4.6, -1.2, 2.4), centre, (2.0 * radius, 4.0 * radius), 70 * power, (0.9, 0.95, 1))
    _area(at(0.6, 4.2, 4.4), centre, (4.0 * radius, 2.0 * radius), 150 * power, (1, 1, 1))
    _flag(at(3.4, 1.6, 0.6), centre, 7 * radius)
    _flag(at(-3.6, 2.2, 0.6), centre, 7 * radius)


def _camera(points: np.ndarray, view: View, aspect: float) -> None:
    """Point a long lens at the object and move until it fills its share of the frame."""
    data = bpy.data.cameras.new("camera")
    data.lens, data.sensor_width = view.lens, 36
    camera = bpy.data.objects.new("camera", data)
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera
    tilt, turn = math.radians(view.elevation), math.radians(view.azimuth)
    back = Vector(
        (math.sin(turn) * math.cos(tilt), -math.cos(turn) * math.cos(tilt), math.sin(tilt))
    )
    rotation = back.to_track_quat("Z", "Y")
    axes = np.array(rotation.to_matrix())
    target = (points.min(0) + points.max(0)) / 2
    distance = float(np.ptp(points, axis=0).max()) * 4
    half = data.sensor_width / data.lens / 2
    for _ in range(12):
        local = (points - target) @ axes
        depth = distance - local[:, 2]
        x, y = local[:, 0] / depth / half, local[:, 1] / depth / half * aspect
        shift = np.array([(x.min() + x.max()) / 2, (y.min() + y.max()) / 2 / aspect, 0])
        target = target + axes @ (shift * half * distance)
        extent = max(np.ptp(x), np.ptp(y)) / 2
        distance *= extent / view.fill
    camera.location = Vector(target) + back * distance
    camera.rotation_euler = rotation.to_euler()
    data.clip_start, data.clip_end = distance * 0.01, distance * 30
    _only_around((x.min(), x.max()), (y.min(), y.max()))


def _only_around(x: tuple[float, float], y: tuple[float, float]) -> None:
    """Render no more of the frame than the object and the reach of its shadow."""
    render = bpy.context.scene.render
    render.use_border, render.use_crop_to_border = True, False
    render.border_min_x, render.border_max_x = max(0, 0.28 + x[0] / 2), min(1, 0.8 + x[1] / 2)
    render.border_min_y, render.border_max_y = max(0, 0.3 + y[0] / 2), min(1, 0.58 + y[1] / 2)


def _settings(size: tuple[int, int], samples: int) -> None:
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = samples
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.05
    scene.cycles.adaptive_min_samples = 4
    scene.cycles.use_denoising = True
    scene.cycles.denoiser = "OPENIMAGEDENOISE"
    scene.cycles.denoising_prefilter, scene.cycles.denoising_quality = "FAST", "BALANCED"
    scene.cycles.use_light_tree = False
    scene.cycles.max_bounces, scene.cycles.transmission_bounces = 8, 8
    scene.cycles.diffuse_bounces, scene.cycles.glossy_bounces = 2, 3
    scene.cycles.sample_clamp_indirect = 4
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = False
    scene.render.threads_mode, scene.render.threads = "FIXED", 2
    scene.render.film_transparent = True
    scene.view_settings.view_transform = "Khronos PBR Neutral"
    scene.view_settings.exposure = 0.0
    scene.render.resolution_x, scene.render.resolution_y = size
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGBA"


def _fade_edges(front: Image.Image) -> Image.Image:
    """Let the shadow run out before the edge, so that the picture has no visible border."""
    render = bpy.context.scene.render
    x, y = np.linspace(0, 1, front.width), np.linspace(1, 0, front.height)
    inside_x = np.minimum(x - render.border_min_x, render.border_max_x - x)
    inside_y = np.minimum(y - render.border_min_y, render.border_max_y - y)
    keep = np.clip(inside_x / 0.14, 0, 1)[None, :] * np.clip(inside_y / 0.12, 0, 1)[:, None]
    pixels = np.asarray(front).copy()
    shade = pixels[..., 3] / 255
    solid = shade > 0.97
    shade = shade * np.clip(shade / 0.18, 0, 1)
    shade = np.where(solid, shade, shade * keep * keep * (3 - 2 * keep))
    pixels[..., 3] = np.round(shade * 255).astype(np.uint8)
    return Image.fromarray(pixels)


def _on_ground(cutout: Path, master: Path) -> None:
    """Lay the cut-out with its shadow on the porcelain white of the page."""
    front = _fade_edges(Image.open(cutout).convert("RGBA"))
    ramp = np.linspace(0, 1, front.height)[:, None, None]
    top, bottom = np.array(GROUND_TOP), np.array(GROUND_BOTTOM)
    ground = np.broadcast_to(top + (bottom - top) * ramp, (front.height, front.width, 3))
    page = Image.fromarray(np.round(ground).astype(np.uint8)).convert("RGBA")
    page.alpha_composite(front)
    page.convert("RGB").save(master, quality=90, subsampling=0, optimize=True)


def shoot(view: View, master: Path, size: tuple[int, int], samples: int) -> float:
    """Light, frame and render what stands in the scene; return the lowest z for checking."""
    bpy.context.view_layer.update()
    points = _points()
    centre = Vector((points.min(0) + points.max(0)) / 2)
    radius = float(np.linalg.norm(np.ptp(points, axis=0)) / 2)
    lowest = float(points[:, 2].min())
    _camera(points, view, size[0] / size[1])
    _ground(radius)
    _light(centre, radius)
    _world()
    _settings(size, samples)
    cutout = master.with_suffix(".part.png")
    bpy.context.scene.render.filepath = str(cutout)
    bpy.ops.render.render(write_still=True)
    _on_ground(cutout, master)
    cutout.unlink()
    return lowest
