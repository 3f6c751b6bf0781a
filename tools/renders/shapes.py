"""Solids: turned, boxed and swept shapes as plain meshes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import bmesh
import bpy
import numpy as np
from materials import Look, build

Point = tuple[float, float, float]


Profile = Sequence[tuple[float, float]]


ORIGIN: Point = (0.0, 0.0, 0.0)


def _link(thing: bpy.types.Object, look: Look, at: Point) -> bpy.types.Object:
    bpy.context.scene.collection.objects.link(thing)
    thing.data.materials.append(build(look))
    thing.location = at
    return thing


def mesh(
    verts: np.ndarray,
    faces: Iterable[Sequence[int]],
    look: Look,
    *,
    at: Point = ORIGIN,
    uv: np.ndarray | None = None,
    crease: float = 40,
) -> bpy.types.Object:
    """An object from vertices, faces and one uv pair per vertex."""
    data = bpy.data.meshes.new("shape")
    data.from_pydata(np.asarray(verts, float).tolist(), [], [list(map(int, f)) for f in faces])
    data.polygons.foreach_set("use_smooth", [True] * len(data.polygons))
    data.set_sharp_from_angle(angle=math.radians(crease))
    if uv is not None:
        loops = np.empty(len(data.loops), dtype=np.int32)
        data.loops.foreach_get("vertex_index", loops)
        layer = data.uv_layers.new(name="uv")
        layer.data.foreach_set("uv", np.asarray(uv, dtype=np.float32)[loops].ravel())
    data.validate()
    return _link(bpy.data.objects.new("shape", data), look, at)


def grid_faces(rows: int, columns: int) -> list[tuple[int, int, int, int]]:
    """Quads of a rows x columns vertex grid."""
    return [
        (i * columns + j, i * columns + j + 1, (i + 1) * columns + j + 1, (i + 1) * columns + j)
        for i in range(rows - 1)
        for j in range(columns - 1)
    ]


def surface(
    shape: Callable[[np.ndarray, np.ndarray], np.ndarray],
    rows: int,
    columns: int,
    look: Look,
    *,
    at: Point = ORIGIN,
    thickness: float = 0.0,
    uv_scale: tuple[float, float] = (1, 1),
) -> bpy.types.Object:
    """A sheet given as a function of u and v (both 0..1) that returns x, y, z stacked last."""
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing="ij")
    verts = shape(u, v).reshape(-1, 3)
    uv = np.stack([u * uv_scale[0], v * uv_scale[1]], -1).reshape(-1, 2)
    sheet = mesh(verts, grid_faces(rows, columns), look, at=at, uv=uv, crease=80)
    if thickness:
        solid = sheet.modifiers.new("thick", "SOLIDIFY")
        solid.thickness, solid.offset = thickness, 0
    return sheet


def smooth(profile: Profile, steps: int = 8) -> np.ndarray:
    """Catmull-Rom curve through the points of a profile."""
    p = np.asarray(profile, float)
    p = np.vstack([p[0], p, p[-1]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    parts = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (-a + 3 * b - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True)
    ]
    return np.vstack([*parts, p[-1:]])


def _lathe_uv(curve: np.ndarray, angles: np.ndarray, uv: str) -> np.ndarray:
    radius, height = curve[:, :1], curve[:, 1:]
    if uv == "disc":
        span = 2 * radius.max()
        return np.stack(
            [0.5 + radius * np.cos(angles) / span, 0.5 + radius * np.sin(angles) / span], -1
        ).reshape(-1, 2)
    level = (height - height.min()) / np.ptp(height)
    level[int(np.argmax(height)) :] = 0.995
    across = np.linspace(1, 0, angles.shape[-1])[None, :].repeat(len(curve), 0)
    return np.stack([across, level.repeat(angles.shape[-1], 1)], -1).reshape(-1, 2)


def lathe(
    profile: Profile,
    look: Look,
    *,
    at: Point = ORIGIN,
    steps: int = 8,
    turns: int = 128,
    uv: str = "z",
    lobes: int = 0,
    depth: float = 0.0,
) -> bpy.types.Object:
    """Turn a (radius, height) profile; `lobes` scallops the wall. The seam faces away."""
    curve = smooth(profile, steps) if steps > 1 else np.asarray(profile, float)
    curve[:, 0] = np.maximum(curve[:, 0], 1e-4)
    angles = (math.pi / 2 + np.linspace(0, 2 * math.pi, turns + 1))[None, :]
    radius = curve[:, :1] * (1 + depth * np.cos(lobes * angles) if lobes else np.ones_like(angles))
    verts = np.stack(
        [radius * np.cos(angles), radius * np.sin(angles), curve[:, 1:].repeat(turns + 1, 1)], -1
    ).reshape(-1, 3)
    faces = grid_faces(len(curve), turns + 1)
    return mesh(verts, faces, look, at=at, uv=_lathe_uv(curve, angles, uv), crease=50)


def _face_uv(body: bmesh.types.BMesh, size: Point) -> None:
    """Lay the texture on each side of a box, seen from outside that side."""
    layer = body.loops.layers.uv.new("uv")
    low = (-size[0] / 2, -size[1] / 2, 0)
    for face in body.faces:
        axis = max(range(3), key=lambda i: abs(face.normal[i]))
        a, b = [(1, 2), (0, 2), (0, 1)][axis]
        for loop in face.loops:
            co = loop.vert.co
            loop[layer].uv = ((co[a] - low[a]) / size[a], (co[b] - low[b]) / size[b])


def box(
    size: Point, look: Look, *, at: Point = ORIGIN, bevel: float = 0.02, turn: float = 0.0
) -> bpy.types.Object:
    """A soft-edged box standing on `at`; uv covers each face once."""
    body = bmesh.new()
    bmesh.ops.create_cube(body, size=1)
    for vert in body.verts:
        vert.co = (vert.co.x * size[0], vert.co.y * size[1], (vert.co.z + 0.5) * size[2])
    if bevel:
        bmesh.ops.bevel(
            body, geom=list(body.edges), offset=bevel, segments=4, profile=0.5, affect="EDGES"
        )
    _face_uv(body, size)
    data = bpy.data.meshes.new("box")
    body.to_mesh(data)
    body.free()
    data.polygons.foreach_set("use_smooth", [True] * len(data.polygons))
    data.set_sharp_from_angle(angle=math.radians(40))
    thing = _link(bpy.data.objects.new("box", data), look, at)
    thing.rotation_euler.z = math.radians(turn)
    return thing


def ball(radius: float, look: Look, *, at: Point = ORIGIN, squash: float = 1.0) -> bpy.types.Object:
    """A sphere centred on `at`."""
    turn = np.linspace(-math.pi / 2, math.pi / 2, 25)
    return lathe(
        np.stack([radius * np.cos(turn), radius * squash * np.sin(turn)], -1),
        look,
        at=at,
        steps=1,
        turns=48,
    )


def rod(
    radius: float, length: float, look: Look, *, at: Point = ORIGIN, bevel: float = 0.0
) -> bpy.types.Object:
    """An upright cylinder standing on `at`."""
    b = bevel or radius * 0.12
    profile = [
        (0, 0),
        (radius - b, 0),
        (radius - b * 0.3, b * 0.3),
        (radius, b),
        (radius, length - b),
        (radius - b * 0.3, length - b * 0.3),
        (radius - b, length),
        (0, length),
    ]
    return lathe(profile, look, at=at, steps=1, turns=64, uv="z")


def strands(
    lines: Iterable[np.ndarray],
    radius: float,
    look: Look,
    *,
    taper: Callable[[np.ndarray], np.ndarray] | None = None,
    closed: bool = False,
    at: Point = ORIGIN,
) -> bpy.types.Object:
    """Round strands along polylines, all in one object; taper maps 0..1 to a radius factor."""
    data = bpy.data.curves.new("strands", "CURVE")
    data.dimensions, data.bevel_depth, data.bevel_resolution = "3D", radius, 2
    data.use_fill_caps = True
    for line in lines:
        spline = data.splines.new("POLY")
        spline.points.add(len(line) - 1)
        co = np.concatenate([np.asarray(line, float), np.ones((len(line), 1))], 1)
        spline.points.foreach_set("co", co.ravel())
        if taper is not None:
            spline.points.foreach_set("radius", taper(np.linspace(0, 1, len(line))))
        spline.use_cyclic_u = closed
    return _link(bpy.data.objects.new("strands", data), look, at)


def ribbon(
    line: np.ndarray,
    width: float,
    thickness: float,
    look: Look,
    *,
    normal: np.ndarray | Point = (0, 0, 1),
    at: Point = ORIGIN,
) -> bpy.types.Object:
    """A flat strip along a polyline; `normal` is its flat side (one, or one per point)."""
    line = np.asarray(line, float)
    along = np.gradient(line, axis=0)
    flat = np.broadcast_to(np.asarray(normal, float), line.shape)
    side = np.cross(along, flat)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    flat = np.cross(side, along)
    flat = flat / np.linalg.norm(flat, axis=1, keepdims=True)
    rim = [
        side * width / 2 * a + flat * thickness / 2 * b
        for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    ]
    verts = np.stack([line + offset for offset in rim], 1).reshape(-1, 3)
    caps = [(0, 1, 2, 3), tuple(len(verts) - 5 + i for i in range(4))]
    return mesh(verts, grid_faces(len(line), 5) + caps, look, at=at, crease=30)


def relief_disc(
    radius: float,
    height: float,
    shape: Callable[[np.ndarray, np.ndarray], np.ndarray],
    look: Look,
    *,
    lobes: int = 0,
    depth: float = 0.0,
    at: Point = ORIGIN,
) -> bpy.types.Object:
    """A round cake-like body whose top is raised by shape(r 0..1, angle)."""
    r = np.concatenate([[1e-3], np.linspace(0.02, 0.97, 90), [0.99, 1.0, 1.0, 0.99, 0.95]])
    base = np.concatenate([np.full(91, height), [height - 0.01, height - 0.04, 0.03, 0.008, 0.0]])
    angle = np.linspace(0, 2 * math.pi, 289)[None, :]
    r2, z = r[:, None], base[:, None].repeat(289, 1)
    z[:91] += shape(r2[:91], angle)
    wall = r2 * radius * (1 + depth * np.cos(lobes * angle) * np.clip((r2 - 0.7) / 0.3, 0, 1))
    verts = np.stack([wall * np.cos(angle), wall * np.sin(angle), z], -1).reshape(-1, 3)
    level = np.clip((z - height) / 0.12 + 0.5, 0, 1)
    uv = np.stack([np.broadcast_to(r2, z.shape), level], -1).reshape(-1, 2)
    return mesh(verts, [f[::-1] for f in grid_faces(len(r), 289)], look, at=at, uv=uv, crease=60)
