package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Blocks, their fragments and their reception with losses, {@code lorawan-pkg-fragments}. */
final class FragmentAnswers implements KnownAnswers {
  @Override
  public String schema() {
    return "lorawan-pkg-fragments";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.elementsOf("files").stream().anyMatch(file -> file.has("receptions"));
  }

  @Override
  public Set<String> arrays() {
    return Set.of("files");
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    Group encode = new Group("encode");
    Group receptions = new Group("receptions");
    for (Entry file : document.get("files").elements()) {
      Optional<ParityMatrix> matrix = Fragmentation.matrix(file);
      if (matrix.isEmpty()) {
        String reason = Fragmentation.notImplemented(file);
        encode.skip(reason);
        file.get("receptions").elements().forEach(reception -> receptions.skip(reason));
      } else {
        runFile(encode, receptions, file, matrix.get());
      }
    }
    return List.of(encode.report(), receptions.report());
  }

  private static void runFile(Group encode, Group receptions, Entry file, ParityMatrix matrix) {
    String name = file.text("name");
    List<Bytes> onAir = Fragmentation.fragments(file);
    encode.run(name, check -> checkEncoder(check, file, matrix, onAir));
    for (Entry reception : file.get("receptions").elements()) {
      receptions.run(
          name + ": " + reception.text("name"),
          check -> new ReceptionCheck(check, file, reception, matrix, onAir).run());
    }
  }

  private static void checkEncoder(
      Check check, Entry file, ParityMatrix matrix, List<Bytes> onAir) {
    Bytes data = Fragmentation.data(file);
    FragmentEncoder encoder = new FragmentEncoder(data, Fragmentation.fragSize(file), matrix);
    check.same("dataLength", file.integer("dataLength"), data.length());
    check.same("dataSha256", file.hex("dataSha256"), Digests.sha256(data));
    check.same("nbFrag", file.integer("nbFrag"), encoder.count());
    check.same("padding", file.integer("padding"), encoder.padding());
    check.same("nbCoded", file.integer("nbCoded"), onAir.size() - encoder.count());
    for (int n = 1; n <= onAir.size(); n++) {
      check.same("fragment " + n, onAir.get(n - 1), encoder.fragment(n));
    }
    checkPadding(check, file, encoder);
    file.find("codedFragmentsSha256")
        .ifPresent(
            digest -> check.same("codedFragmentsSha256", digest.hex(), coded(encoder, onAir)));
  }

  private static void checkPadding(Check check, Entry file, FragmentEncoder encoder) {
    if (encoder.padding() > 0) {
      Bytes last = encoder.fragment(encoder.count());
      check.same("paddingByte", file.integer("paddingByte"), last.at(last.length() - 1));
    }
  }

  private static Bytes coded(FragmentEncoder encoder, List<Bytes> onAir) {
    return Digests.sha256(
        IntStream.rangeClosed(encoder.count() + 1, onAir.size())
            .mapToObj(encoder::fragment)
            .reduce(Bytes.EMPTY, Bytes::concat));
  }
}
