package dev.fuota.conformance;

/**
 * An answer of the product that is not the known one.
 *
 * @param id of the entry: its own where it has one, else its place in the file
 * @param field that differs, by its name in the file where it has one
 */
public record Failure(String id, String field, String expected, String got) {}
