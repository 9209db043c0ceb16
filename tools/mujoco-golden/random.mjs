// Random numbers and random chains, the same on every machine.

/** Mulberry32: 32 bits of state, uniform in [0, 1). */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  unit() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least, greatest) {
    return least + this.unit() * (greatest - least);
  }

  /** Rounded to what a file would hold; short, and the same number on both sides. */
  rounded(least, greatest, digits = 4) {
    return Number(this.between(least, greatest).toPrecision(digits));
  }

  integer(least, greatest) {
    return least + Math.floor(this.unit() * (greatest - least + 1));
  }

  numbers(count, least, greatest) {
    return Array.from({ length: count }, () => this.rounded(least, greatest));
  }
}

/** A direction, not normalised: readers must do that. */
function axis(random) {
  const axes = ["1 0 0", "0 1 0", "0 0 1", "0 0 -1"];
  return random.unit() < 0.5 ? axes[random.integer(0, 3)] : random.numbers(3, 0.2, 1).join(" ");
}

/**
 * Mass properties a body can have: moments from the second moments of its mass along three axes, and off-diagonal terms small
 * enough to keep them positive.
 */
function inertial(random) {
  const mass = random.rounded(0.2, 5);
  const [x, y, z] = [0, 0, 0].map(() => mass * random.between(0.001, 0.02));
  const off = () => random.rounded(-0.2, 0.2) * Math.min(x, y, z);
  const [xx, yy, zz, xy, xz, yz] = [y + z, x + z, x + y, off(), off(), off()].map((v) => Number(v.toPrecision(5)));
  return `<inertial><origin xyz="${random.numbers(3, -0.2, 0.2).join(" ")}" rpy="${random.numbers(3, -3, 3).join(" ")}"/>
<mass value="${mass}"/><inertia ixx="${xx}" ixy="${xy}" ixz="${xz}" iyy="${yy}" iyz="${yz}" izz="${zz}"/></inertial>`;
}

function origin(random) {
  return `<origin xyz="${random.numbers(3, -0.4, 0.4).join(" ")}" rpy="${random.numbers(3, -3, 3).join(" ")}"/>`;
}

function jointType(random) {
  const draw = random.unit();
  return draw < 0.7 ? "revolute" : draw < 0.8 ? "continuous" : "prismatic";
}

/** A chain of 2 to 8 moving joints as URDF, some links with another one fixed to them. */
export function randomChain(random, name) {
  const joints = random.integer(2, 8);
  let text = `<robot name="${name}">\n<link name="base"/>\n`;
  let parent = "base";
  for (let i = 0; i < joints; i++) {
    const link = `l${i}`;
    text += `<link name="${link}">${inertial(random)}</link>
<joint name="j${i}" type="${jointType(random)}">${origin(random)}<parent link="${parent}"/><child link="${link}"/>
<axis xyz="${axis(random)}"/><limit lower="-3" upper="3" velocity="10" effort="100"/>
<dynamics damping="${random.rounded(0, 0.5)}" armature="${random.rounded(0, 0.05)}"/></joint>\n`;
    parent = link;
    if (random.unit() < 0.2) {
      text += `<link name="f${i}">${inertial(random)}</link>
<joint name="x${i}" type="fixed">${origin(random)}<parent link="${link}"/><child link="f${i}"/></joint>\n`;
      parent = random.unit() < 0.5 ? `f${i}` : link;
    }
  }
  return text + "</robot>\n";
}
