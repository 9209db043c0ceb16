// Decodes messages by the schema that stands in the log, as viewers do.
import protobuf from "protobufjs";
import descriptor from "protobufjs/ext/descriptor/index.js";

const AS_PLAIN = { longs: Number, enums: String, defaults: false };

/** A function from the bytes of a message on this channel to a plain object; throws where they do not fit. */
export function decoderFor(channel, schema) {
  switch (channel.messageEncoding) {
    case "protobuf":
      return protobufDecoder(schema);
    case "json":
      return jsonDecoder(schema);
    default:
      throw new Error(`message encoding '${channel.messageEncoding}' of ${channel.topic} is neither protobuf nor json`);
  }
}

function protobufDecoder(schema) {
  if (schema?.encoding !== "protobuf") {
    throw new Error(`a protobuf channel has a schema in '${schema?.encoding}'`);
  }
  const root = protobuf.Root.fromDescriptor(descriptor.FileDescriptorSet.decode(schema.data));
  root.resolveAll();
  const type = root.lookupType(schema.name);
  return (data) => {
    const unknown = unknownField(type, data);
    if (unknown != undefined) {
      throw new Error(`field ${unknown} is not in ${schema.name}`);
    }
    return type.toObject(type.decode(data), AS_PLAIN);
  };
}

/** Number of the first top-level field that the schema does not know. */
function unknownField(type, data) {
  const reader = protobuf.Reader.create(data);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (type.fieldsById[tag >>> 3] == undefined) {
      return tag >>> 3;
    }
    reader.skipType(tag & 7);
  }
  return undefined;
}

function jsonDecoder(schema) {
  if (schema != undefined && schema.encoding !== "jsonschema") {
    throw new Error(`a JSON channel has a schema in '${schema.encoding}'`);
  }
  const shape = schema == undefined ? {} : JSON.parse(new TextDecoder().decode(schema.data));
  return (data) => {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
    const undeclared = shape.properties && Object.keys(value).find((key) => !(key in shape.properties));
    if (undeclared != undefined) {
      throw new Error(`property '${undeclared}' is not in the schema`);
    }
    return value;
  };
}
