/// The scripts whose letters join to clusters that terminals count in different ways: by scalar, or by cluster.
///
/// Those of India and South-East Asia, with spacing vowels, conjuncts and vowels before their consonant.
package enum ComplexScript {
  /// Whether a scalar is of such a script.
  package static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x900: false
    // Devanagari to Sinhala, Thai and Lao, Tibetan and Myanmar.
    case 0x900...0x109F: true
    // Tagalog to Tagbanwa, Khmer; Limbu to Tai Tham; Balinese to Lepcha; Vedic signs.
    case 0x1700...0x17FF, 0x1900...0x1AAF, 0x1B00...0x1C4F, 0x1CD0...0x1CFF: true
    // Syloti Nagri to Javanese, Cham to Meetei Mayek.
    case 0xA800...0xA82F, 0xA880...0xA9FF, 0xAA00...0xAAFF, 0xABC0...0xABFF: true
    // Kharoshthi; Brahmi to Makasar.
    case 0x10A00...0x10A5F, 0x11000...0x11FFF: true
    default: false
    }
  }
}
