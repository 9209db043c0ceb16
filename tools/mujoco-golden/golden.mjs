// Computes what the tests of the arm dynamics compare with: accelerations, bias forces and positions by MuJoCo, which reads the
// same URDF texts. Contacts, joint limits and dry friction are off; damping, rotor inertia and gravity are on.
//
// A line of the file is a JSON object {urdf or arm, states: [{q, v, effort, wrench, place, acceleration, bias, origin}]}: wrench
// is a force and a moment on the last moving link at a place in world axes, its centre of mass without what is fixed to it;
// origin is that link's in world axes.
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import loadMujoco from "mujoco-js";
import { principalInertias } from "./inertia.mjs";
import { Random, randomChain } from "./random.mjs";

const SEED = 20261123;
const CHAINS = 1000;
const STATES_OF_A_CHAIN = 2;
const STATES_OF_AN_ARM = 100;
const ARMS = ["franka-panda", "so-101"];
const MODELS = new URL("../../dynamics/src/main/resources/dev/creance/dynamics/arm/urdf/", import.meta.url);

const mujoco = await loadMujoco();
mujoco.FS.mkdir("/models");

/** Rotor inertias in the order of the joints, which URDF readers other than ours do not know. */
function armatures(urdf) {
  return [...urdf.matchAll(/armature="([^"]*)"/g)].map((match) => Number(match[1]));
}

/** MuJoCo 3.3.8 drops the rotation of a fixed joint when it fuses the links, so it must not fuse them. */
function unfused(urdf) {
  return urdf.replace("</robot>", '<mujoco><compiler fusestatic="false"/></mujoco></robot>');
}

/** MuJoCo 3.3.8 drops the rotation of <inertial> and finds principal axes to 1e-9 only, so it is given both. */
function setInertias(model, urdf) {
  for (const { link, moments, quaternion } of principalInertias(urdf)) {
    const body = mujoco.mj_name2id(model, mujoco.mjtObj.mjOBJ_BODY.value, link);
    if (body > 0) {
      model.body_inertia.set(moments, 3 * body);
      model.body_iquat.set(quaternion, 4 * body);
      model.body_sameframe[body] = 0;
    }
  }
}

function compile(urdf) {
  mujoco.FS.writeFile("/models/arm.urdf", unfused(urdf));
  const model = mujoco.MjModel.loadFromXML("/models/arm.urdf");
  model.opt.disableflags |= mujoco.mjtDisableBit.mjDSBL_CONSTRAINT.value;
  setInertias(model, urdf);
  const rotors = armatures(urdf);
  if (rotors.length !== model.nv) {
    throw new Error(`${rotors.length} rotor inertias for ${model.nv} joints`);
  }
  model.dof_armature.set(rotors);
  return model;
}

function state(model, data, random) {
  const last = model.dof_bodyid[model.nv - 1];
  const input = {
    q: random.numbers(model.nv, -1.5, 1.5),
    v: random.numbers(model.nv, -3, 3),
    effort: random.numbers(model.nv, -20, 20),
    wrench: random.numbers(6, -5, 5),
  };
  data.qpos.set(input.q);
  data.qvel.set(input.v);
  data.qfrc_applied.set(input.effort);
  data.xfrc_applied.fill(0);
  data.xfrc_applied.set(input.wrench, 6 * last);
  mujoco.mj_forward(model, data);
  return {
    ...input,
    place: [...data.xipos.slice(3 * last, 3 * last + 3)],
    acceleration: [...data.qacc],
    bias: [...data.qfrc_bias],
    origin: [...data.xpos.slice(3 * last, 3 * last + 3)],
  };
}

function solve(urdf, count, random) {
  const model = compile(urdf);
  const data = new mujoco.MjData(model);
  const states = Array.from({ length: count }, () => state(model, data, random));
  data.delete();
  model.delete();
  return states;
}

const random = new Random(SEED);
const lines = [];
for (const arm of ARMS) {
  const urdf = readFileSync(new URL(`${arm}.urdf`, MODELS), "utf8");
  lines.push({ arm, states: solve(urdf, STATES_OF_AN_ARM, random) });
}
for (let i = 0; i < CHAINS; i++) {
  const urdf = randomChain(random, `random-${i}`);
  lines.push({ urdf, states: solve(urdf, STATES_OF_A_CHAIN, random) });
}
const file = process.argv[2];
const packed = gzipSync(lines.map((line) => JSON.stringify(line) + "\n").join(""), { level: 9 });
writeFileSync(file, packed);
console.log(`${lines.length} arms by MuJoCo ${mujoco.mj_versionString()}, ${packed.length} bytes: ${file}`);
