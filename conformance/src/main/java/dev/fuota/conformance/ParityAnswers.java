package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.ParityMatrix;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows of the parity matrix of TS004, {@code lorawan-pkg-parity}. */
final class ParityAnswers implements KnownAnswers {
  private static final int FRAGMENTS_MAX = 16383;

  @Override
  public String schema() {
    return "lorawan-pkg-parity";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.has("digests") || document.has("rows");
  }

  @Override
  public Set<String> arrays() {
    return Set.of("rows", "digests");
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    Group rows = new Group("rows");
    for (Entry session : document.elementsOf("rows")) {
      session.get("rows").elements().forEach(row -> runRow(rows, session, row));
    }
    Group digests = new Group("digests");
    document.elementsOf("digests").forEach(digest -> runDigest(digests, digest));
    return List.of(rows.report(), digests.report());
  }

  private static void runRow(Group group, Entry session, Entry row) {
    Optional<ParityMatrix> matrix = Fragmentation.matrix(session);
    if (matrix.isEmpty()) {
      group.skip(Fragmentation.notImplemented(session));
      return;
    }
    int m = session.integer("nbFrag", 1, FRAGMENTS_MAX);
    int n = row.integer("n", 1, FRAGMENTS_MAX);
    group.run(
        id(session) + " n=" + n,
        check -> {
          BitSet ones = ones(matrix.get(), m, n);
          check.same("bitmap", row.hex("bitmap"), bitmap(ones, m));
          check.same("weight", row.integer("weight"), ones.cardinality());
          row.find("ones").ifPresent(listed -> check.same("ones", numbers(listed), numbers(ones)));
        });
  }

  private static void runDigest(Group group, Entry digest) {
    Optional<ParityMatrix> matrix = Fragmentation.matrix(digest);
    if (matrix.isEmpty()) {
      group.skip(Fragmentation.notImplemented(digest));
      return;
    }
    int m = digest.integer("nbFrag", 1, FRAGMENTS_MAX);
    int first = digest.integer("firstRow", 1, FRAGMENTS_MAX);
    int last = digest.integer("lastRow", first, FRAGMENTS_MAX);
    group.run(
        id(digest) + " rows " + first + ".." + last,
        check -> {
          ByteArrayOutputStream bitmaps = new ByteArrayOutputStream();
          for (int n = first; n <= last; n++) {
            bitmaps.writeBytes(bitmap(ones(matrix.get(), m, n), m).toArray());
          }
          Bytes got = Digests.sha256(Bytes.of(bitmaps.toByteArray()));
          check.same("sha256", digest.hex("sha256"), got);
        });
  }

  private static String id(Entry session) {
    return "v" + session.integer("version") + " M=" + session.integer("nbFrag");
  }

  private static BitSet ones(ParityMatrix matrix, int m, int n) {
    long[] row = new long[(m + Long.SIZE - 1) / Long.SIZE];
    matrix.rows(m).row(n, row);
    return BitSet.valueOf(row);
  }

  /** Fragment 1 is the most significant bit of the first octet. */
  private static Bytes bitmap(BitSet ones, int m) {
    byte[] bitmap = new byte[(m + 7) / 8];
    ones.stream().forEach(bit -> bitmap[bit / 8] |= (byte) (0x80 >> (bit % 8)));
    return Bytes.of(bitmap);
  }

  private static List<Long> numbers(Entry listed) {
    return listed.elements().stream().map(Entry::number).toList();
  }

  private static List<Long> numbers(BitSet ones) {
    return ones.stream().mapToObj(bit -> bit + 1L).toList();
  }
}
