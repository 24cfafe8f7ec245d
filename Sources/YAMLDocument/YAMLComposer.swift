/// Puts events together to nodes.
enum YAMLComposer {
  /// The only document of the stream; nil where there is none, or nothing in it.
  static func document(_ events: inout YAMLEvents) throws(YAMLError) -> YAMLNode? {
    guard case .documentStart = try events.next().kind else { return nil }
    let root = try node(try events.next(), &events, depth: 0)
    // The document's end, then the stream's.
    _ = try events.next()
    let end = try events.next()
    guard case .streamEnd = end.kind else {
      throw YAMLError(end.mark, "a second document starts here: one file holds one")
    }
    if case .scalar("", isPlain: true) = root.content { return nil }
    return root
  }

  private static func node(
    _ event: YAMLEvents.Event, _ events: inout YAMLEvents, depth: Int
  ) throws(YAMLError) -> YAMLNode {
    guard depth <= YAMLDocument.deepest else {
      throw YAMLError(event.mark, "more than \(YAMLDocument.deepest) levels inside each other")
    }
    guard !event.hasAnchor else {
      throw YAMLError(event.mark, "anchors (&name) are not used here: write the value out")
    }
    switch event.kind {
    case .scalar(let text, let isPlain):
      return YAMLNode(.scalar(text, isPlain: isPlain), at: event.mark)
    case .sequenceStart:
      var nodes: [YAMLNode] = []
      while true {
        let next = try events.next()
        if case .sequenceEnd = next.kind { return YAMLNode(.sequence(nodes), at: event.mark) }
        nodes.append(try node(next, &events, depth: depth + 1))
      }
    case .mappingStart:
      return YAMLNode(.mapping(try entries(&events, depth: depth)), at: event.mark)
    case .alias:
      throw YAMLError(event.mark, "aliases (*name) are not used here: write the value out")
    case .sequenceEnd, .mappingEnd, .documentStart, .documentEnd, .streamEnd:
      throw YAMLError(event.mark, "not YAML: a value should stand here")
    }
  }

  private static func entries(
    _ events: inout YAMLEvents, depth: Int
  ) throws(YAMLError) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    var keys: Set<String> = []
    while true {
      let next = try events.next()
      if case .mappingEnd = next.kind { return entries }
      let key = try node(next, &events, depth: depth + 1)
      guard case .scalar(let text, _) = key.content else {
        throw YAMLError(key.mark, "a key should be a plain word")
      }
      guard keys.insert(text).inserted else {
        throw YAMLError(key.mark, "this key stands twice in its list of keys")
      }
      let value = try node(try events.next(), &events, depth: depth + 1)
      entries.append(YAMLEntry(text, at: key.mark, value))
    }
  }
}
