package dev.fuota.cli.fragment;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.ParityMatrix;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --version 1|2}: which of the two codes of TS004. */
final class MatrixVersion implements ITypeConverter<ParityMatrix> {
  @Override
  public ParityMatrix convert(String value) {
    try {
      return PackageVersion.of(Integer.parseInt(value)).map(ParityMatrix::of).orElseThrow();
    } catch (RuntimeException e) {
      throw new TypeConversionException("'" + value + "' is not 1 or 2");
    }
  }
}
