// Mass properties as URDF writes them, turned into principal moments and axes.

const SWEEPS = 50;

function multiply(a, b) {
  return a.map((row) => [0, 1, 2].map((j) => row[0] * b[0][j] + row[1] * b[1][j] + row[2] * b[2][j]));
}

function transposed(a) {
  return [0, 1, 2].map((i) => [a[0][i], a[1][i], a[2][i]]);
}

/** Roll, pitch and yaw about fixed axes. */
function rotation([roll, pitch, yaw]) {
  const [cr, sr, cp, sp] = [Math.cos(roll), Math.sin(roll), Math.cos(pitch), Math.sin(pitch)];
  const [cy, sy] = [Math.cos(yaw), Math.sin(yaw)];
  const about = [
    [[cy, -sy, 0], [sy, cy, 0], [0, 0, 1]],
    [[cp, 0, sp], [0, 1, 0], [-sp, 0, cp]],
    [[1, 0, 0], [0, cr, -sr], [0, sr, cr]],
  ];
  return multiply(multiply(about[0], about[1]), about[2]);
}

/** Jacobi's rotations, to the last digit: the moments and, as columns, their axes. */
function principal(tensor) {
  let a = tensor;
  let axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const [p, q] of [[0, 1], [0, 2], [1, 2]]) {
      if (a[p][q] !== 0) {
        const angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
        const turn = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
        turn[p][p] = turn[q][q] = Math.cos(angle);
        turn[p][q] = Math.sin(angle);
        turn[q][p] = -Math.sin(angle);
        a = multiply(multiply(transposed(turn), a), turn);
        axes = multiply(axes, turn);
      }
    }
  }
  return { moments: [a[0][0], a[1][1], a[2][2]], axes };
}

/** w, x, y, z, by the largest of the four. */
function quaternion(r) {
  const squares = [
    1 + r[0][0] + r[1][1] + r[2][2],
    1 + r[0][0] - r[1][1] - r[2][2],
    1 - r[0][0] + r[1][1] - r[2][2],
    1 - r[0][0] - r[1][1] + r[2][2],
  ];
  const products = [
    [squares[0], r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]],
    [r[2][1] - r[1][2], squares[1], r[1][0] + r[0][1], r[0][2] + r[2][0]],
    [r[0][2] - r[2][0], r[1][0] + r[0][1], squares[2], r[2][1] + r[1][2]],
    [r[1][0] - r[0][1], r[0][2] + r[2][0], r[2][1] + r[1][2], squares[3]],
  ];
  const row = products[squares.indexOf(Math.max(...squares))];
  const length = Math.hypot(...row);
  return row.map((value) => value / length);
}

function numbers(text, pattern) {
  const match = text.match(pattern);
  return match ? match[1].trim().split(/\s+/).map(Number) : [0, 0, 0];
}

/** Per link with an <inertial>: its name, its principal moments and the quaternion of their axes, in the link's frame. */
export function principalInertias(urdf) {
  return [...urdf.matchAll(/<link name="([^"]*)">\s*<inertial>(.*?)<\/inertial>/gs)].map(([, link, inertial]) => {
    const moment = (name) => numbers(inertial, new RegExp(`${name}="([^"]*)"`))[0];
    const [xx, xy, xz, yy, yz, zz] = ["ixx", "ixy", "ixz", "iyy", "iyz", "izz"].map(moment);
    const turn = rotation(numbers(inertial, /rpy="([^"]*)"/));
    const tensor = multiply(multiply(turn, [[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]]), transposed(turn));
    const { moments, axes } = principal(tensor);
    return { link, moments, quaternion: quaternion(axes) };
  });
}
