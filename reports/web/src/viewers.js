// Groups of 3D views that turn together. One renderer draws for all of them, for browsers allow
// few WebGL contexts; each view is a plain canvas that gets a copy.
import {
  AmbientLight,
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  DoubleSide,
  Mesh,
  MeshLambertMaterial,
  Object3D,
  OrthographicCamera,
  Scene,
  SRGBColorSpace,
  WebGLRenderer,
} from "three";
import { interpolateViridis } from "d3-scale-chromatic";
import { readBuffer } from "./buffers.js";

const NOT_MEASURED = 255; // value of points without an error; the others are 0 to 254
const GREY = "#8f959c";
const CLAY = "#c9beb2";
const STEP = Math.PI / 24;
const MOST_PITCH = Math.PI / 2;

const table = Array.from({ length: 256 }, (_, value) =>
  new Color().setStyle(value === NOT_MEASURED ? GREY : interpolateViridis(value / 254)),
);

let shared; // the renderer, or null where the browser has no WebGL

function renderer() {
  if (shared === undefined) {
    try {
      shared = new WebGLRenderer({ alpha: true, antialias: true, preserveDrawingBuffer: true });
      shared.outputColorSpace = SRGBColorSpace;
      shared.setPixelRatio(1);
    } catch {
      shared = null;
    }
  }
  return shared;
}

async function readMesh(surface) {
  const [packed, faces, values] = await Promise.all([
    readBuffer(surface.positions),
    readBuffer(surface.faces),
    surface.values ? readBuffer(surface.values) : null,
  ]);
  const count = packed.length / 3;
  const positions = new Float32Array(packed.length);
  for (let axis = 0; axis < 3; axis++) {
    for (let i = 0; i < count; i++) {
      positions[3 * i + axis] = surface.offset[axis] + surface.step * packed[axis * count + i];
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(faces, 1));
  geometry.computeVertexNormals();
  const material = new MeshLambertMaterial({ side: DoubleSide, vertexColors: values !== null });
  if (values) {
    const colours = new Float32Array(packed.length);
    values.forEach((value, i) => table[value].toArray(colours, 3 * i));
    geometry.setAttribute("color", new BufferAttribute(colours, 3));
  } else {
    material.color.setStyle(CLAY);
  }
  return new Mesh(geometry, material);
}

class View {
  constructor(canvas, surfaces) {
    this.canvas = canvas;
    this.surfaces = surfaces;
    this.meshes = {};
    this.scene = new Scene();
    this.pivot = new Object3D();
    this.ambient = new AmbientLight("#ffffff", 1);
    this.lamp = new DirectionalLight("#ffffff", 1);
    this.lamp.position.set(-0.5, 0.6, 1);
    this.scene.add(this.pivot, this.ambient, this.lamp);
  }

  async load() {
    for (const [mode, surface] of Object.entries(this.surfaces)) {
      this.meshes[mode] = await readMesh(surface);
      this.pivot.add(this.meshes[mode]);
    }
  }

  draw(state) {
    const width = Math.max(1, Math.round(this.canvas.clientWidth * state.density));
    const height = Math.max(1, Math.round(this.canvas.clientHeight * state.density));
    const coloured = Boolean(this.surfaces[state.mode]?.values);
    for (const [mode, mesh] of Object.entries(this.meshes)) mesh.visible = mode === state.mode;
    this.ambient.intensity = coloured ? 1.9 : 0.7; // colours are to be read, shapes to be seen
    this.lamp.intensity = coloured ? 1.6 : 2.9;
    this.pivot.rotation.set(state.pitch, state.yaw, 0, "XYZ");
    const reach = state.radius / state.zoom;
    const aspect = width / height;
    const [across, up] = aspect < 1 ? [reach, reach / aspect] : [reach * aspect, reach];
    const camera = new OrthographicCamera(-across, across, up, -up, 0.1, 20 * state.radius);
    camera.position.z = 10 * state.radius;
    const gl = renderer();
    gl.setSize(width, height, false);
    gl.setClearAlpha(0);
    gl.render(this.scene, camera);
    this.canvas.width = width;
    this.canvas.height = height;
    this.canvas.getContext("2d").drawImage(gl.domElement, 0, 0);
    this.canvas.dataset.yaw = state.yaw.toFixed(4);
    this.canvas.dataset.pitch = state.pitch.toFixed(4);
    this.canvas.dataset.drawn = state.mode;
  }
}

class Group {
  constructor(block) {
    this.block = block;
    const data = JSON.parse(block.querySelector("script[type='application/json']").textContent);
    this.state = {
      yaw: 0,
      pitch: 0,
      zoom: 1,
      radius: data.radius,
      mode: data.modes[0],
      density: Math.min(2, devicePixelRatio || 1),
    };
    const canvases = [...block.querySelectorAll("canvas")];
    this.views = canvases.map((canvas, i) => new View(canvas, data.viewers[i].surfaces));
    this.isLoaded = false;
    canvases.forEach((canvas) => this.listen(canvas));
    for (const button of block.querySelectorAll("[data-mode]")) {
      button.addEventListener("click", () => this.choose(button.dataset.mode));
    }
    for (const button of block.querySelectorAll("[data-turn]")) {
      button.addEventListener("click", () => this.press(button.dataset.turn));
    }
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.show();
    }).observe(block);
    new ResizeObserver(() => this.isLoaded && this.request()).observe(block);
  }

  async show() {
    if (this.isLoaded) return this.request();
    if (!renderer()) {
      this.block.dataset.state = "no-webgl";
      return;
    }
    this.loading ??= Promise.all(this.views.map((view) => view.load()));
    await this.loading;
    this.isLoaded = true;
    this.block.dataset.state = "ready";
    this.request();
  }

  request() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (this.block.offsetParent !== null) this.views.forEach((view) => view.draw(this.state));
    });
  }

  choose(mode) {
    this.state.mode = mode;
    for (const button of this.block.querySelectorAll("[data-mode]")) {
      button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
    }
    this.request();
  }

  turn(yaw, pitch) {
    const state = this.state;
    state.yaw = Math.atan2(Math.sin(state.yaw + yaw), Math.cos(state.yaw + yaw));
    state.pitch = Math.max(-MOST_PITCH, Math.min(MOST_PITCH, state.pitch + pitch));
    this.request();
  }

  zoom(factor) {
    this.state.zoom = Math.max(0.5, Math.min(8, this.state.zoom * factor));
    this.request();
  }

  press(key) {
    const actions = {
      ArrowLeft: () => this.turn(-STEP, 0),
      ArrowRight: () => this.turn(STEP, 0),
      ArrowUp: () => this.turn(0, -STEP),
      ArrowDown: () => this.turn(0, STEP),
      "+": () => this.zoom(1.2),
      "=": () => this.zoom(1.2),
      "-": () => this.zoom(1 / 1.2),
      Home: () => this.reset(),
      0: () => this.reset(),
    };
    actions[key]?.();
    return key in actions;
  }

  reset() {
    Object.assign(this.state, { yaw: 0, pitch: 0, zoom: 1 });
    this.request();
  }

  listen(canvas) {
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.press(event.key)) event.preventDefault();
    });
    canvas.addEventListener("dblclick", () => this.reset());
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      let [x, y] = [event.clientX, event.clientY];
      const move = (next) => {
        const scale = Math.PI / canvas.clientWidth;
        this.turn((next.clientX - x) * scale, (next.clientY - y) * scale);
        [x, y] = [next.clientX, next.clientY];
      };
      const stop = () => canvas.removeEventListener("pointermove", move);
      canvas.addEventListener("pointermove", move);
      canvas.addEventListener("pointerup", stop, { once: true });
      canvas.addEventListener("pointercancel", stop, { once: true });
    });
    canvas.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey && !event.shiftKey) return; // a plain wheel scrolls the page
        event.preventDefault();
        this.zoom((event.deltaY || event.deltaX) < 0 ? 1.1 : 1 / 1.1);
      },
      { passive: false },
    );
  }
}

export function startViewers() {
  const stops = Array.from({ length: 11 }, (_, i) => interpolateViridis(i / 10));
  document.documentElement.style.setProperty("--error-scale", stops.join(","));
  document.querySelectorAll("[data-block=viewers]").forEach((block) => new Group(block));
}
