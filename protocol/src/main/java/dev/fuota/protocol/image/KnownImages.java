package dev.fuota.protocol.image;

import dev.fuota.protocol.image.Verdict.Accepted;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Remembers accepted images by their whole content, so that hash and signature are computed once
 * per content. Nothing is weakened: an image is known only if every octet of it, up to the end of
 * its TLV area, is the same and the policy is equal; what lies behind it is looked at each time.
 * Refusals are not remembered: what a power cut leaves hardly ever comes twice.
 *
 * <p>Keeps the images that were used last. For one thread.
 */
public final class KnownImages implements Verification {
  private static final int ENTRIES = 16;

  private static final class Entry {
    private final byte[] octets;
    private final ImagePolicy policy;
    private final Accepted verdict;

    Entry(byte[] octets, ImagePolicy policy, Accepted verdict) {
      this.octets = octets;
      this.policy = policy;
      this.verdict = verdict;
    }
  }

  private final Verification verification;
  private final Deque<Entry> entries = new ArrayDeque<>(ENTRIES);
  private byte[] buffer = new byte[0];

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
  }

  @Override
  public Verdict verify(ImageSource source, ImagePolicy policy) {
    Optional<Entry> known = find(source, policy);
    if (known.isPresent()) {
      Accepted verdict = known.get().verdict;
      return ImageVerifier.behind(verdict.image(), source).map(Verdict.class::cast).orElse(verdict);
    }
    Verdict verdict = verification.verify(source, policy);
    if (verdict instanceof Accepted accepted) {
      remember(source, policy, accepted);
    }
    return verdict;
  }

  private Optional<Entry> find(ImageSource source, ImagePolicy policy) {
    int there = 0; // octets of the source that the buffer holds
    for (Iterator<Entry> it = entries.iterator(); it.hasNext(); ) {
      Entry entry = it.next();
      int length = entry.octets.length;
      if (length > source.length() || !entry.policy.equals(policy)) {
        continue;
      }
      if (there < length) {
        grow(length);
        source.read(there, buffer, there, length - there);
        there = length;
      }
      if (Arrays.equals(buffer, 0, length, entry.octets, 0, length)) {
        it.remove();
        entries.addFirst(entry);
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private void grow(int length) {
    if (buffer.length < length) {
      buffer = Arrays.copyOf(buffer, length);
    }
  }

  private void remember(ImageSource source, ImagePolicy policy, Accepted verdict) {
    byte[] octets = new byte[verdict.image().totalLength()];
    source.read(0, octets, 0, octets.length);
    if (entries.size() == ENTRIES) {
      entries.removeLast();
    }
    entries.addFirst(new Entry(octets, policy, verdict));
  }
}
