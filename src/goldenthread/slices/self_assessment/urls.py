"""Addresses of the self-assessment and of evidence."""

from django.urls import path

from goldenthread.slices.self_assessment.views import assessment, evidence

STATEMENT = "self-assessment/<str:framework>/<str:statement>/"

urlpatterns = [
    path("self-assessment/", assessment.overview, name="self_assessment"),
    path(STATEMENT, assessment.statement, name="assessment_statement"),
    path(f"{STATEMENT}score/", assessment.score, name="assessment_score"),
    path("evidence/", evidence.evidence_list, name="evidence_list"),
    path("evidence/evidence.<str:form>", evidence.export, name="evidence_export"),
    path("evidence/new/", evidence.file, name="evidence_file"),
    path("evidence/<str:public_id>/", evidence.item, name="evidence_page"),
    path("evidence/<str:public_id>/link/", evidence.link, name="evidence_link"),
    path("evidence/<str:public_id>/renew/", evidence.renew, name="evidence_renew"),
]
