"""One studio for every picture: same window light, same ground, camera fitted to the object."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector
from page import lay_on_ground

COVERAGE_SAMPLES, NEAR_COVERAGE_SAMPLES = 10, 16
NEAR_EDGE_STEPS = 6
"""An open lens spreads an edge over many pixels, which takes more samples to be smooth."""
CUTOUTS = Path(__file__).resolve().parents[2] / "var" / "cutouts"


@dataclass(frozen=True)
class View:
    """Where the camera stands, and how much of the frame the object fills.

    With `at`, the camera looks at that point from so near that `width` (in the scene's units)
    fills the frame, and `blur` opens the lens: the width of its pupil as a share of `width`.
    """

    elevation: float
    azimuth: float = 0.0
    fill: float = 0.7
    lens: float = 85.0
    at: tuple[float, float, float] | None = None
    width: float = 1.0
    blur: float = 0.05


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


def _ground(radius: float) -> bpy.types.Object:
    bpy.ops.mesh.primitive_plane_add(size=radius * 60)
    plane = bpy.context.object
    plane.is_shadow_catcher = True
    material = bpy.data.materials.new("ground")
    material.use_nodes = True
    node = material.node_tree.nodes["Principled BSDF"]
    node.inputs["Base Color"].default_value = (0.86, 0.87, 0.85, 1)
    node.inputs["Roughness"].default_value = 0.9
    plane.data.materials.append(material)
    return plane


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


def _back(view: View) -> Vector:
    """The way from the object to the camera."""
    tilt, turn = math.radians(view.elevation), math.radians(view.azimuth)
    return Vector(
        (math.sin(turn) * math.cos(tilt), -math.cos(turn) * math.cos(tilt), math.sin(tilt))
    )


def _lens(view: View) -> bpy.types.Object:
    data = bpy.data.cameras.new("camera")
    data.lens, data.sensor_width = view.lens, 36
    camera = bpy.data.objects.new("camera", data)
    camera.rotation_euler = _back(view).to_track_quat("Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(camera)
    bpy.context.scene.camera = camera
    return camera


def _near_camera(view: View) -> None:
    """Look at one spot of the object with an open lens; the picture fills its frame."""
    camera = _lens(view)
    distance = view.width * view.lens / 36
    camera.location = Vector(view.at) + _back(view) * distance
    camera.data.dof.use_dof = view.blur > 0
    camera.data.dof.focus_distance = distance
    camera.data.dof.aperture_fstop = view.lens / 1000 / max(view.blur * view.width, 1e-6)
    camera.data.clip_start, camera.data.clip_end = distance * 0.01, distance * 30
    bpy.context.scene.render.use_border = False


def _camera(points: np.ndarray, view: View, aspect: float) -> None:
    """Point a long lens at the object and move until it fills its share of the frame."""
    camera = _lens(view)
    data, back = camera.data, _back(view)
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
    data.clip_start, data.clip_end = distance * 0.01, distance * 30
    _only_around((x.min(), x.max()), (y.min(), y.max()))


def _only_around(x: tuple[float, float], y: tuple[float, float]) -> None:
    """Render no more of the frame than the object and the reach of its shadow."""
    render = bpy.context.scene.render
    render.use_border, render.use_crop_to_border = True, False
    render.border_min_x, render.border_max_x = max(0, 0.2 + x[0] / 2), min(1, 0.9 + x[1] / 2)
    render.border_min_y, render.border_max_y = max(0, 0.2 + y[0] / 2), min(1, 0.66 + y[1] / 2)


def _settings(size: tuple[int, int], samples: int, seed: int) -> None:
    scene = bpy.context.scene
    scene.cycles.seed = seed
    scene.render.engine = "CYCLES"
    scene.cycles.device = "CPU"
    scene.cycles.samples = samples
    scene.cycles.use_adaptive_sampling = True
    scene.cycles.adaptive_threshold = 0.08
    scene.cycles.adaptive_min_samples = 4
    scene.cycles.use_denoising = True
    scene.cycles.denoiser = "OPENIMAGEDENOISE"
    scene.cycles.denoising_prefilter, scene.cycles.denoising_quality = "FAST", "BALANCED"
    scene.cycles.use_light_tree = False
    scene.render.use_persistent_data = True
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


def _render_to(path: Path) -> None:
    bpy.context.scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def _render_coverage(ground: bpy.types.Object, path: Path, samples: int) -> None:
    """The cut-out without its shadow: every surface plain and no light, so it takes seconds."""
    plain = bpy.data.materials.new("plain")
    plain.use_nodes = True
    tree = plain.node_tree
    tree.nodes.clear()
    glow, out = (tree.nodes.new(f"ShaderNode{kind}") for kind in ("Emission", "OutputMaterial"))
    tree.links.new(glow.outputs[0], out.inputs[0])
    if not any(material.surface_render_method == "BLENDED" for material in bpy.data.materials):
        bpy.context.view_layer.material_override = plain
    cycles = bpy.context.scene.cycles
    ground.hide_render, cycles.use_denoising, cycles.use_adaptive_sampling = True, False, False
    cycles.max_bounces, cycles.samples = 0, samples
    _render_to(path)


def _frame(view: View, size: tuple[int, int]) -> np.ndarray:
    """Set up the camera for what stands in the scene; return the points that it stands on."""
    bpy.context.view_layer.update()
    points = _points()
    if view.at is None:
        _camera(points, view, size[0] / size[1])
    else:
        _near_camera(view)
    return points


def shoot(view: View, master: Path, size: tuple[int, int], samples: int, seed: int = 1) -> float:
    """Light, frame and render what stands in the scene; return the lowest z for checking."""
    points = _frame(view, size)
    centre = Vector((points.min(0) + points.max(0)) / 2)
    radius = float(np.linalg.norm(np.ptp(points, axis=0)) / 2)
    ground = _ground(radius)
    _light(centre, radius)
    _world()
    _settings(size, samples, seed)
    CUTOUTS.mkdir(parents=True, exist_ok=True)
    cutout, coverage = (CUTOUTS / f"{master.stem}.{kind}.png" for kind in ("cutout", "coverage"))
    _render_to(cutout)
    near = view.at is not None
    _render_coverage(ground, coverage, NEAR_COVERAGE_SAMPLES if near else COVERAGE_SAMPLES)
    lay_on_ground(cutout, coverage, master, NEAR_EDGE_STEPS if near else 1)
    return float(points[:, 2].min())


def shoot_mask(view: View, path: Path, size: tuple[int, int], surfaces: list[str]) -> None:
    """Where the named surfaces are seen, framed as `shoot` does: one colour channel for each.

    Raises ValueError when the scene has no surface of such a name.
    """
    found = {material.name.split(".")[0] for material in bpy.data.materials}
    if missing := set(surfaces) - found:
        raise ValueError(f"no surface {sorted(missing)}; there are {sorted(found)}")
    _frame(view, size)
    for material in bpy.data.materials:
        name = material.name.split(".")[0]
        glow = [float(name == surface) for surface in surfaces] + [0.0] * (4 - len(surfaces))
        tree = material.node_tree
        tree.nodes.clear()
        light, out = (
            tree.nodes.new(f"ShaderNode{kind}") for kind in ("Emission", "OutputMaterial")
        )
        light.inputs["Color"].default_value = (*glow[:3], 1)
        tree.links.new(light.outputs[0], out.inputs[0])
    _settings(size, NEAR_COVERAGE_SAMPLES, 1)
    scene = bpy.context.scene
    scene.cycles.use_denoising = scene.cycles.use_adaptive_sampling = False
    scene.cycles.max_bounces = 0
    scene.render.dither_intensity = 0
    scene.view_settings.view_transform = "Raw"
    scene.render.film_transparent = False
    scene.render.image_settings.color_mode = "RGB"
    _render_to(path)
