// Reads flight logs with the independent implementation of MCAP (@mcap/core) and of protobuf (protobufjs), as viewers do.
// Exit codes: 0 sound, 1 something is wrong, 2 usage.
import { crc32Final, crc32Init, crc32Update } from "@foxglove/crc";
import { McapIndexedReader, McapStreamReader } from "@mcap/core";
import { open } from "node:fs/promises";
import { decoderFor } from "./decode.mjs";

const USAGE = `usage: mcap-check [--stream] [--json] FILE...
  Reads each FILE with @mcap/core: counts messages per channel, verifies every CRC, the summary and the message
  indexes, and decodes every message by its schema.
  --stream  from front to back, without the summary; a log that breaks off is read up to its last whole record
  --json    one JSON object per FILE, with the last message of each channel`;

/** What a log holds, gathered message by message. */
class Tally {
  constructor(file) {
    this.file = file;
    this.channels = new Map();
    this.firstNs = undefined;
    this.lastNs = undefined;
    this.problems = [];
  }

  addChannel(channel, schema) {
    if (!this.channels.has(channel.id)) {
      this.channels.set(channel.id, {
        topic: channel.topic,
        encoding: channel.messageEncoding,
        schema: schema?.name ?? "",
        schemaEncoding: schema?.encoding ?? "",
        messages: 0,
        last: undefined,
        decode: decoderFor(channel, schema),
      });
    }
  }

  addMessage(message) {
    const channel = this.channels.get(message.channelId);
    channel.messages++;
    this.firstNs = this.firstNs == undefined || message.logTime < this.firstNs ? message.logTime : this.firstNs;
    this.lastNs = this.lastNs == undefined || message.logTime > this.lastNs ? message.logTime : this.lastNs;
    try {
      channel.last = channel.decode(message.data);
    } catch (error) {
      this.problems.push(`${channel.topic} message ${message.sequence} does not fit its schema: ${error.message}`);
    }
  }

  messages() {
    return [...this.channels.values()].reduce((sum, channel) => sum + channel.messages, 0);
  }
}

function readableOf(handle) {
  return {
    size: async () => BigInt((await handle.stat()).size),
    read: async (offset, size) => {
      const buffer = new Uint8Array(Number(size));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, Number(offset));
      if (bytesRead !== buffer.length) {
        throw new Error(`the file ends at ${Number(offset) + bytesRead}, in the middle of a read`);
      }
      return buffer;
    },
  };
}

async function crcOfStart(readable, end) {
  let crc = crc32Init();
  const stretch = 1n << 22n;
  for (let at = 0n; at < end; at += stretch) {
    crc = crc32Update(crc, await readable.read(at, end - at < stretch ? end - at : stretch));
  }
  return crc32Final(crc);
}

/** By the summary: statistics against what is there, every chunk through its message indexes, attachments, metadata. */
async function checkIndexed(handle, tally) {
  const readable = readableOf(handle);
  const reader = await McapIndexedReader.Initialize({ readable });
  tally.library = reader.header.library;
  tally.chunks = reader.chunkIndexes.length;
  for (const channel of reader.channelsById.values()) {
    tally.addChannel(channel, reader.schemasById.get(channel.schemaId));
  }
  for await (const message of reader.readMessages({ validateCrcs: true })) {
    tally.addMessage(message);
  }
  tally.attachments = [];
  for await (const attachment of reader.readAttachments({ validateCrcs: true })) {
    tally.attachments.push(attachment.name);
  }
  tally.metadata = [];
  for await (const metadata of reader.readMetadata()) {
    tally.metadata.push(metadata.name);
  }
  const crc = await crcOfStart(readable, reader.dataEndOffset);
  if (reader.dataSectionCrc !== crc) {
    tally.problems.push(`the data section's CRC is ${crc}, and should be ${reader.dataSectionCrc}`);
  }
  checkStatistics(reader, tally);
}

function checkStatistics(reader, tally) {
  const statistics = reader.statistics;
  if (statistics == undefined) {
    tally.problems.push("there is no statistics record");
    return;
  }
  const expect = (what, stated, found) => {
    if (stated !== found) {
      tally.problems.push(`the statistics say ${what}=${stated}, and there are ${found}`);
    }
  };
  expect("message_count", statistics.messageCount, BigInt(tally.messages()));
  expect("chunk_count", statistics.chunkCount, reader.chunkIndexes.length);
  expect("channel_count", statistics.channelCount, reader.channelsById.size);
  expect("schema_count", statistics.schemaCount, reader.schemasById.size);
  expect("attachment_count", statistics.attachmentCount, tally.attachments.length);
  expect("metadata_count", statistics.metadataCount, tally.metadata.length);
  expect("message_start_time", statistics.messageStartTime, tally.firstNs ?? 0n);
  expect("message_end_time", statistics.messageEndTime, tally.lastNs ?? 0n);
  for (const [id, channel] of tally.channels) {
    expect(`messages on ${channel.topic}`, statistics.channelMessageCounts.get(id) ?? 0n, BigInt(channel.messages));
  }
}

/** From front to back, as far as whole records go. */
async function checkStream(handle, tally) {
  const reader = new McapStreamReader({ validateCrcs: true, includeChunks: true });
  const schemas = new Map();
  const buffer = new Uint8Array(1 << 20);
  tally.chunks = 0;
  tally.attachments = [];
  tally.metadata = [];
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) {
      break;
    }
    at += bytesRead;
    reader.append(buffer.slice(0, bytesRead));
    for (let record; (record = reader.nextRecord()); ) {
      take(record, schemas, tally);
    }
  }
  tally.breaksOff = !reader.done();
}

function take(record, schemas, tally) {
  switch (record.type) {
    case "Header":
      tally.library = record.library;
      break;
    case "Schema":
      schemas.set(record.id, record);
      break;
    case "Channel":
      tally.addChannel(record, schemas.get(record.schemaId));
      break;
    case "Chunk":
      tally.chunks++;
      break;
    case "Message":
      tally.addMessage(record);
      break;
    case "Attachment":
      tally.attachments.push(record.name);
      break;
    case "Metadata":
      tally.metadata.push(record.name);
      break;
  }
}

function toJson(tally) {
  return {
    file: tally.file,
    sound: tally.problems.length === 0,
    problems: tally.problems,
    breaks_off: tally.breaksOff ?? false,
    library: tally.library,
    chunks: tally.chunks,
    first_log_time_ns: tally.firstNs,
    last_log_time_ns: tally.lastNs,
    attachments: tally.attachments,
    metadata: tally.metadata,
    channels: [...tally.channels.values()].map(({ decode, ...rest }) => rest),
  };
}

function print(tally) {
  console.log(`${tally.file}: written by '${tally.library}', ${tally.chunks} chunks`);
  for (const channel of tally.channels.values()) {
    const count = String(channel.messages).padStart(9);
    console.log(`${count} messages on ${channel.topic} (${channel.encoding}, schema ${channel.schema})`);
  }
  console.log(`          attachments: ${tally.attachments?.join(", ") || "none"}`);
  console.log(`          metadata: ${tally.metadata?.join(", ") || "none"}`);
  console.log(`          log time ${tally.firstNs} to ${tally.lastNs} ns`);
  if (tally.breaksOff) {
    console.log("          the log breaks off; everything up to its last whole record was read");
  }
  tally.problems.slice(0, 20).forEach((problem) => console.log(`  wrong:  ${problem}`));
  console.log(tally.problems.length === 0 ? "          sound" : `          ${tally.problems.length} problems`);
}

async function check(file, options) {
  const tally = new Tally(file);
  let handle;
  try {
    handle = await open(file);
    await (options.stream ? checkStream(handle, tally) : checkIndexed(handle, tally));
  } catch (error) {
    tally.problems.push(error.message);
  } finally {
    await handle?.close();
  }
  if (options.json) {
    console.log(JSON.stringify(toJson(tally), (_, value) => (typeof value === "bigint" ? Number(value) : value)));
  } else {
    print(tally);
  }
  return tally.problems.length === 0;
}

const args = process.argv.slice(2);
if (args.includes("--help")) {
  console.log(USAGE);
  process.exit(0);
}
const options = { stream: args.includes("--stream"), json: args.includes("--json") };
const files = args.filter((arg) => !arg.startsWith("--"));
const unknown = args.filter((arg) => arg.startsWith("--") && !["--stream", "--json"].includes(arg));
if (files.length === 0 || unknown.length > 0) {
  console.error(unknown.length > 0 ? `unknown option ${unknown[0]}\n${USAGE}` : USAGE);
  process.exit(2);
}
let sound = true;
for (const file of files) {
  sound = (await check(file, options)) && sound;
}
process.exit(sound ? 0 : 1);
