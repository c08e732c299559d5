#pragma once

#include "scrollwork/classifier.h"
#include "scrollwork/inspection/contour.h"
#include "scrollwork/inspection/decision_surface.h"

namespace scrollwork {

/// The line on which a fitted classifier changes its mind, as sharp as the classifier is. `contour` and
/// `regionBoundaries` know its probabilities at pixel centres only; where these jump from 0 to 1 within a pixel (trees,
/// nearest neighbours, steep logistic models) a line drawn halfway between two centres is a staircase. This one asks
/// the classifier again.
///
/// `surface` is what decisionSurface made of the same classifier. It says which edges between neighbouring pixel
/// centres, and which nodes on the border of the bounds (here the classifier is asked, nothing is extrapolated), lie on
/// two sides: the lines, their order and their direction are those of `contour` at 1/2 for two classes, of
/// `regionBoundaries` for more. Then
///   - every point moves along its edge, from end to end, to where the more probable of the edge's two classes changes,
///     by 8 bisections of all points together. It ends within 1/512 of the edge from such a change, so within 1/512 of
///     a pixel along its axis; where there are several on one edge, at one of them. Points on the border stay there.
///   - where a line turns a right angle within a cell, as at the corner of a tree's leaf, it gets
///     a point at the corner, provided that the classifier's answers 1/256 of a pixel to both sides of it agree.
/// Between the points lines are straight: a bend is cut by less than a pixel, and what fits between pixel centres is
/// not seen. Where three regions meet, the common end is that of `regionBoundaries`.
///
/// Ties go to the lower class, as in predict. One class: no lines. Deterministic: the same points in every run.
/// Cost: 2 (width + height) + 4 predictions for the border, 8 for each point (a line has about as many points as it
/// passes pixels), 2 for each possible corner; in batches of about 1,000.
/// Throws Error: kNotFitted, kBadShape (not two features; sizes as in contour), kBadValue (the surface has another
/// number of classes than the classifier; otherwise as in contour).
[[nodiscard]] Polylines decisionBoundary(const Classifier& classifier, const DecisionSurface& surface);

}  // namespace scrollwork
