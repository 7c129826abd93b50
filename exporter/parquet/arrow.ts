import { Bool } from "apache-arrow/fb/bool";
import { Buffer as Region } from "apache-arrow/fb/buffer";
import { Date as Day } from "apache-arrow/fb/date";
import { DateUnit } from "apache-arrow/fb/date-unit";
import { DictionaryEncoding } from "apache-arrow/fb/dictionary-encoding";
import { Endianness } from "apache-arrow/fb/endianness";
import { Field } from "apache-arrow/fb/field";
import { FieldNode } from "apache-arrow/fb/field-node";
import { Int } from "apache-arrow/fb/int";
import { KeyValue } from "apache-arrow/fb/key-value";
import { Message } from "apache-arrow/fb/message";
import { MessageHeader } from "apache-arrow/fb/message-header";
import { MetadataVersion } from "apache-arrow/fb/metadata-version";
import { RecordBatch } from "apache-arrow/fb/record-batch";
import { Schema } from "apache-arrow/fb/schema";
import { TimeUnit } from "apache-arrow/fb/time-unit";
import { Timestamp } from "apache-arrow/fb/timestamp";
import { Type } from "apache-arrow/fb/type";
import { Utf8 } from "apache-arrow/fb/utf8";
import { Builder } from "flatbuffers";

/** Messages of an Arrow stream, by the code that is generated from Arrow's own definitions: the whole library takes as long to load as a small table to export. */

export interface ArrowField {
  name: string;
  nullable: boolean;
  type: keyof typeof TYPES;
  /** Whether values are numbers of a dictionary. */
  isDictionary: boolean;
  description: string | undefined;
}

/** What Arrow calls them, and their details. */
const TYPES = {
  number: [Type.Int, int32],
  instant: [Type.Timestamp, (b: Builder) => Timestamp.createTimestamp(b, TimeUnit.MICROSECOND, b.createString("UTC"))],
  day: [Type.Date, (b: Builder) => Day.createDate(b, DateUnit.DAY)],
  flag: [Type.Bool, Bool.createBool],
  text: [Type.Utf8, Utf8.createUtf8],
} as const;

function int32(b: Builder): number {
  return Int.createInt(b, 32, true);
}

/** The message that a stream of these columns begins with. */
export function schemaMessage(fields: readonly ArrowField[]): Uint8Array {
  const b = new Builder();
  const all = Schema.createFieldsVector(
    b,
    fields.map((field, i) => addField(b, field, i)),
  );
  return message(b, MessageHeader.Schema, Schema.createSchema(b, Endianness.Little, all, 0, 0), 0);
}

function addField(b: Builder, { name, nullable, type, isDictionary, description }: ArrowField, id: number): number {
  const [typeType, addType] = TYPES[type];
  const details = addType(b);
  const called = b.createString(name);
  const children = Field.createChildrenVector(b, []);
  const dictionary = isDictionary ? addDictionary(b, id) : 0;
  const metadata = description === undefined ? 0 : addDescription(b, description);
  Field.startField(b);
  Field.addName(b, called);
  Field.addNullable(b, nullable);
  Field.addTypeType(b, typeType);
  Field.addType(b, details);
  Field.addDictionary(b, dictionary);
  Field.addChildren(b, children);
  Field.addCustomMetadata(b, metadata);
  return Field.endField(b);
}

function addDictionary(b: Builder, id: number): number {
  const codes = int32(b);
  DictionaryEncoding.startDictionaryEncoding(b);
  DictionaryEncoding.addId(b, BigInt(id));
  DictionaryEncoding.addIndexType(b, codes);
  return DictionaryEncoding.endDictionaryEncoding(b);
}

function addDescription(b: Builder, description: string): number {
  const pair = KeyValue.createKeyValue(b, b.createSharedString("description"), b.createString(description));
  return Field.createCustomMetadataVector(b, [pair]);
}

/** The message before a batch of texts, none of them null: where they end follows, then at a multiple of eight bytes the texts themselves. */
export function textsMessage(rows: number, bytes: number): Uint8Array {
  const b = new Builder();
  RecordBatch.startNodesVector(b, 1);
  FieldNode.createFieldNode(b, BigInt(rows), 0n);
  const nodes = b.endVector();
  const ends = 4 * rows + 4;
  RecordBatch.startBuffersVector(b, 3);
  // From the last one: before both is what would say which are null.
  Region.createBuffer(b, BigInt(padded(ends)), BigInt(bytes));
  Region.createBuffer(b, 0n, BigInt(ends));
  Region.createBuffer(b, 0n, 0n);
  const buffers = b.endVector();
  RecordBatch.startRecordBatch(b);
  RecordBatch.addLength(b, BigInt(rows));
  RecordBatch.addNodes(b, nodes);
  RecordBatch.addBuffers(b, buffers);
  return message(b, MessageHeader.RecordBatch, RecordBatch.endRecordBatch(b), padded(ends) + padded(bytes));
}

/** Arrow's buffers begin at multiples of eight bytes. */
export function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

function message(b: Builder, type: MessageHeader, header: number, bodyBytes: number): Uint8Array {
  Message.finishMessageBuffer(b, Message.createMessage(b, MetadataVersion.V5, type, header, BigInt(bodyBytes), 0));
  const metadata = b.asUint8Array();
  const bytes = new Uint8Array(8 + padded(metadata.length));
  new Int32Array(bytes.buffer, 0, 2).set([-1, padded(metadata.length)]);
  bytes.set(metadata, 8);
  return bytes;
}
