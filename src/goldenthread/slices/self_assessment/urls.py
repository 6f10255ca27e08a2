"""Addresses of the self-assessment and of evidence."""

from django.urls import path

from goldenthread.slices.self_assessment.views import assessment, evidence

STATEMENT = "self-assessment/<str:framework>/<str:statement>/"
EVIDENCE = "self-assessment/evidence/"  # first, so that no framework can be called "evidence"

urlpatterns = [
    path("self-assessment/", assessment.overview, name="self_assessment"),
    path(EVIDENCE, evidence.evidence_list, name="evidence_list"),
    path(f"{EVIDENCE}evidence.<str:form>", evidence.export, name="evidence_export"),
    path(f"{EVIDENCE}new/", evidence.file, name="evidence_file"),
    path(f"{EVIDENCE}<str:public_id>/", evidence.item, name="evidence_page"),
    path(f"{EVIDENCE}<str:public_id>/link/", evidence.link, name="evidence_link"),
    path(f"{EVIDENCE}<str:public_id>/renew/", evidence.renew, name="evidence_renew"),
    path(STATEMENT, assessment.statement, name="assessment_statement"),
    path(f"{STATEMENT}score/", assessment.score, name="assessment_score"),
]
