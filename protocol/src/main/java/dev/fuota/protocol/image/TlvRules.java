package dev.fuota.protocol.image;

import dev.fuota.protocol.image.TlvType.Area;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which TLVs may stand where, how often, and how long: everything that is checked before a value
 * means anything. Types that this product does not know may stand in the protected area, where the
 * signature answers for them.
 */
final class TlvRules {
  static final int UUID_OCTETS = 16;
  static final int DEPENDENCY_OCTETS = 12;

  /** The length of each type that has exactly one. */
  private static final Map<TlvType, Integer> OCTETS =
      Map.ofEntries(
          Map.entry(TlvType.SHA256, HashAlgorithm.SHA256.octets()),
          Map.entry(TlvType.SHA384, HashAlgorithm.SHA384.octets()),
          Map.entry(TlvType.SHA512, HashAlgorithm.SHA512.octets()),
          Map.entry(TlvType.SIG_PURE, 1),
          Map.entry(TlvType.DEPENDENCY, DEPENDENCY_OCTETS),
          Map.entry(TlvType.SEC_CNT, Integer.BYTES),
          Map.entry(TlvType.DECOMP_SIZE, Integer.BYTES),
          Map.entry(TlvType.COMP_DEC_SIZE, Integer.BYTES),
          Map.entry(TlvType.UUID_VID, UUID_OCTETS),
          Map.entry(TlvType.UUID_CID, UUID_OCTETS),
          Map.entry(TlvType.REQUIRED_VERSION, ImageVersion.OCTETS));

  private static final List<TlvType> AT_MOST_ONCE =
      List.of(
          TlvType.SIG_PURE,
          TlvType.SEC_CNT,
          TlvType.DECOMP_SIZE,
          TlvType.DECOMP_SHA,
          TlvType.DECOMP_SIGNATURE,
          TlvType.COMP_DEC_SIZE,
          TlvType.UUID_VID,
          TlvType.UUID_CID,
          TlvType.REQUIRED_VERSION);

  private TlvRules() {}

  static Optional<Refused> check(Image image) {
    List<Tlv> all = image.tlvs();
    return first(all, TlvRules::misplaced)
        .or(() -> first(all, TlvRules::misshapen))
        .or(() -> repeated(all))
        .or(() -> hashCount(all));
  }

  private static Optional<Refused> first(List<Tlv> tlvs, Function<Tlv, Optional<Refused>> rule) {
    return tlvs.stream().map(rule).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Refused> misplaced(Tlv tlv) {
    Optional<TlvType> type = TlvType.of(tlv.type());
    boolean allowed =
        tlv.isProtected()
            ? type.isEmpty() || type.get().area() == Area.PROTECTED
            : type.isPresent() && type.get().area() == Area.UNPROTECTED;
    String where = tlv.isProtected() ? "the protected area" : "the area that nothing protects";
    return allowed
        ? Optional.empty()
        : refuse(Reason.FORBIDDEN_TLV, tlv.name() + " may not stand in " + where);
  }

  private static Optional<Refused> misshapen(Tlv tlv) {
    int there = tlv.value().length();
    int needed = TlvType.of(tlv.type()).map(OCTETS::get).orElse(there);
    if (there != needed) {
      return refuse(Reason.BAD_TLV, tlv.name() + " has " + there + " octets instead of " + needed);
    }
    boolean pureUnset = tlv.is(TlvType.SIG_PURE) && tlv.value().at(0) != 1;
    return pureUnset ? refuse(Reason.BAD_TLV, "SIG_PURE is not 1") : Optional.empty();
  }

  private static Optional<Refused> repeated(List<Tlv> tlvs) {
    return AT_MOST_ONCE.stream()
        .filter(type -> tlvs.stream().filter(tlv -> tlv.is(type)).count() > 1)
        .map(type -> new Refused(Reason.BAD_TLV, type + " stands there more than once"))
        .findFirst();
  }

  private static Optional<Refused> hashCount(List<Tlv> tlvs) {
    long hashes = tlvs.stream().filter(tlv -> HashAlgorithm.of(tlv).isPresent()).count();
    return Refused.when(
        hashes != 1, Reason.BAD_TLV, "exactly one hash is needed, " + hashes + " are there");
  }

  /** The one hash of an image that {@link #check} found nothing wrong with. */
  static HashAlgorithm hashOf(Image image) {
    return image.unprotectedTlvs().stream()
        .flatMap(tlv -> HashAlgorithm.of(tlv).stream())
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Refused> refuse(Reason reason, String sentence) {
    return Optional.of(new Refused(reason, sentence));
  }
}
