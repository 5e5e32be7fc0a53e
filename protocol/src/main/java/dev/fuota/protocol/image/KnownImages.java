package dev.fuota.protocol.image;

import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Remembers images by their whole content, so that hash and signature are computed once per
 * content. Nothing is weakened: an image is known only if every octet of it, up to the end of its
 * TLV area, is the same and the policy is equal; what lies behind it is looked at each time.
 *
 * <p>What a power cut leaves of a copy hardly ever comes twice, so it is not remembered. But where
 * header and TLV areas are those of an accepted image and the payload is not, its hash is another
 * one than the one carried, by all that a hash is trusted for. Of refusals those are remembered
 * that have nothing to do with the octets: good images for other hardware, or too old.
 *
 * <p>Keeps the images that were used last. For one thread.
 */
public final class KnownImages implements Verification {
  private static final int ENTRIES = 16;
  private static final int PIECE = 1024;

  private record Entry(Image image, ImagePolicy policy, Verdict verdict, Content content) {

    /** Whether it is the same image but perhaps for its payload. */
    boolean frames(ImageSource source, ImagePolicy other) {
      int payloadEnd = image.payloadEnd();
      return image.totalLength() <= source.length()
          && policy.equals(other)
          && content.isIn(source, 0, ImageHeader.OCTETS)
          && content.isIn(source, payloadEnd, image.totalLength());
    }

    boolean fills(ImageSource source) {
      return content.isIn(source, ImageHeader.OCTETS, image.payloadEnd());
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // compared octet by octet, never changed
  private record Content(byte[] octets) {
    boolean isIn(ImageSource source, int from, int to) {
      return source.holds(from, octets, from, to - from);
    }
  }

  private final Verification verification;

  /** Whether {@link #verification} is known to compare hashes. */
  private final boolean hashes;

  private final Deque<Entry> entries = new ArrayDeque<>(ENTRIES);
  private final byte[] piece = new byte[PIECE];

  /** In front of {@link Verification#DIRECT}. */
  public KnownImages() {
    this(DIRECT);
  }

  /**
   * In front of any other way.
   *
   * @param verification must depend on nothing but its arguments
   */
  public KnownImages(Verification verification) {
    this.verification = verification;
    this.hashes = List.of(DIRECT, INTEGRITY).contains(verification);
  }

  @Override
  public Verdict verify(ImageSource source, ImagePolicy policy) {
    Optional<Image> framed = Optional.empty();
    for (Iterator<Entry> it = entries.iterator(); it.hasNext(); ) {
      Entry entry = it.next();
      if (entry.frames(source, policy)) {
        if (entry.fills(source)) {
          it.remove();
          entries.addFirst(entry);
          return again(entry, source, policy);
        }
        framed = Optional.of(entry.image).filter(image -> entry.verdict.isAccepted());
      }
    }
    return framed.isPresent() && hashes ? badHash(framed.get(), source) : anew(source, policy);
  }

  private Verdict again(Entry entry, ImageSource source, ImagePolicy policy) {
    Optional<Refused> behind = ImageVerifier.behind(entry.image, source);
    if (behind.isEmpty()) {
      return entry.verdict;
    }
    // Which of two reasons to refuse counts, only the verification knows.
    return entry.verdict.isAccepted() ? behind.get() : verification.verify(source, policy);
  }

  private Verdict badHash(Image image, ImageSource source) {
    Optional<Refused> behind = ImageVerifier.behind(image, source);
    if (behind.isPresent()) {
      return behind.get();
    }
    for (int at = 0; at < image.payloadEnd(); at += PIECE) {
      source.read(at, piece, 0, Math.min(PIECE, image.payloadEnd() - at)); // or its fault
    }
    return ImageVerifier.BAD_HASH;
  }

  private Verdict anew(ImageSource source, ImagePolicy policy) {
    Verdict verdict = verification.verify(source, policy);
    if (verdict instanceof Accepted accepted) {
      byte[] kept = accepted.image().octets(source);
      if (isHashed(accepted, ImageSource.of(kept))) {
        remember(accepted.image(), policy, verdict, kept);
      }
    } else if (verdict.refused().filter(KnownImages::isGoodElsewhere).isPresent()) {
      Image.parse(source).value().ifPresent(image -> rememberRefused(image, source, policy));
    }
    return verdict;
  }

  /** Whether what is kept is what was accepted: flash may read otherwise the second time. */
  private static boolean isHashed(Accepted accepted, ImageSource kept) {
    Image image = accepted.image();
    return image.hash(accepted.plain(kept), TlvRules.hashOf(image)).equals(accepted.digest());
  }

  /** Whether signed all right, and only refused by this device, or now. */
  private static boolean isGoodElsewhere(Refused refused) {
    return switch (refused.reason()) {
      case WRONG_HARDWARE,
          SECURITY_COUNTER_MISSING,
          SECURITY_COUNTER_TOO_LOW,
          NEEDS_OTHER_VERSION,
          UNMET_DEPENDENCY ->
          true;
      default -> false;
    };
  }

  private void rememberRefused(Image image, ImageSource source, ImagePolicy policy) {
    byte[] kept = image.octets(source);
    Verdict verdict = verification.verify(ImageSource.of(kept), policy);
    if (verdict.refused().filter(KnownImages::isGoodElsewhere).isPresent()) {
      remember(image, policy, verdict, kept);
    }
  }

  private void remember(Image image, ImagePolicy policy, Verdict verdict, byte[] octets) {
    if (entries.size() == ENTRIES) {
      entries.removeLast();
    }
    entries.addFirst(new Entry(image, policy, verdict, new Content(octets)));
  }
}
