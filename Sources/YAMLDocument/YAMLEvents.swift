internal import CLibYAML

/// libyaml's parser as a row of events.
struct YAMLEvents: ~Copyable {
  /// One event; nothing of libyaml's is left in it.
  struct Event {
    enum Kind {
      case scalar(String, isPlain: Bool)
      case sequenceStart, sequenceEnd, mappingStart, mappingEnd
      case documentStart, documentEnd, streamEnd
      case alias
    }

    let kind: Kind
    let mark: YAMLMark
    let hasAnchor: Bool
  }

  /// On the heap, since libyaml keeps pointers into it.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>
  private let count: Int

  init(_ yaml: some Collection<UInt8>) {
    // Some editors begin a file with a byte order mark.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let yaml = yaml.dropFirst(yaml.starts(with: mark) ? mark.count : 0)
    text = .allocate(capacity: max(1, yaml.count))
    count = text.initialize(from: yaml).index
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    // It fails only where memory has run out, which ends a Swift program anyway.
    precondition(yaml_parser_initialize(parser) == 1, "out of memory")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    text.deallocate()
  }

  /// The next event that is more than the start of the stream.
  mutating func next() throws(YAMLError) -> Event {
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(parser, &event) == 1 else { throw error }
      defer { yaml_event_delete(&event) }
      if let event = Self.event(event) { return event }
    }
  }

  private static func event(_ event: yaml_event_t) -> Event? {
    var hasAnchor = false
    let kind: Event.Kind
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      hasAnchor = scalar.anchor != nil
      kind = .scalar(
        String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    case YAML_SEQUENCE_START_EVENT:
      hasAnchor = event.data.sequence_start.anchor != nil
      kind = .sequenceStart
    case YAML_MAPPING_START_EVENT:
      hasAnchor = event.data.mapping_start.anchor != nil
      kind = .mappingStart
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    case YAML_ALIAS_EVENT: kind = .alias
    default: return nil
    }
    return Event(kind: kind, mark: mark(event.start_mark), hasAnchor: hasAnchor)
  }

  private var error: YAMLError {
    let parser = self.parser.pointee
    // libyaml's sentences are fixed ones: they repeat nothing of the text.
    let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
    let isReader = parser.error == YAML_READER_ERROR
    return YAMLError(
      isReader ? mark(ofByte: parser.problem_offset) : Self.mark(parser.problem_mark),
      "not YAML: \(problem)")
  }

  /// The place of a byte that is no character: libyaml reads ahead of its own marks.
  private func mark(ofByte offset: Int) -> YAMLMark {
    let before = text[..<max(0, min(offset, count))]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before[start...]
    let characters = line.count { $0 & 0xC0 != 0x80 }
    return YAMLMark(line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: characters + 1)
  }

  private static func mark(_ mark: yaml_mark_t) -> YAMLMark {
    YAMLMark(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}
