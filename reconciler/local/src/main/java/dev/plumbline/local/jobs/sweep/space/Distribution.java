package dev.plumbline.local.jobs.sweep.space;

import dev.plumbline.resource.Value;
import java.util.List;

/// How the values of one parameter are spread. A point of the unit cube stands for them: one
/// coordinate for the parameter, followed by those of the parameters that its choices bring along.
/// Coordinates that are drawn evenly give values as the distribution has them, so that every way of
/// sampling is a way of choosing points.
sealed interface Distribution permits Choice, Integers, Reals, Multiples {
    /// What the coordinates are, in order.
    List<Dimension> dimensions();

    /// The value for a point.
    ///
    /// @param from index of the first coordinate that is this distribution's
    Value at(double[] point, int from);

    /// Moves the coordinates to where [#locate] finds the value that they stand for.
    void snap(double[] point, int from);

    /// Whether the value is one of those that can be drawn.
    boolean has(Value value);

    /// Writes the coordinates of a value that [#has] is true of.
    void locate(Value value, double[] point, int from);
}
