"""Addresses of home, the thread, what hangs on it, the register, the trail and the public page."""

from django.urls import path

from goldenthread.thread.views import hanging, history, home, nodes, public, replies, subjects, threads

NODE = "<str:kind>/<str:public_id>"

urlpatterns = [
    path("", home.home, name="home"),
    path("threads/", threads.threads, name="threads"),
    path("threads/new/", nodes.learning_start, name="learning_start"),
    path("threads/<str:public_id>/", threads.learning, name="thread"),
    path("threads/<str:public_id>/words/", nodes.learning_reword, name="learning_reword"),
    path("threads/<str:public_id>/tell/", replies.thread_tell, name="thread_tell"),
    path("threads/<str:public_id>/reply/", replies.reply_write, name="reply_write"),
    path(f"thread/{NODE}/", threads.node, name="thread_node"),
    path(f"node/{NODE}/", nodes.node_page, name="node_page"),
    path(f"node/{NODE}/join/", nodes.node_join, name="node_join"),
    path(f"node/{NODE}/action/", hanging.task_add, name="task_add"),
    path(f"node/{NODE}/comment/", hanging.comment_add, name="comment_add"),
    path(f"node/{NODE}/approval/", hanging.approval_add, name="approval_add"),
    path(f"node/{NODE}/about/", subjects.node_about, name="node_about"),
    path("verdicts/", threads.verdicts, name="verdicts"),
    path("tasks/", hanging.tasks, name="tasks"),
    path("tasks/<str:public_id>/", hanging.task, name="task"),
    path("tasks/<str:public_id>/check/", hanging.task_check, name="task_check"),
    path("replies/", replies.replies, name="replies"),
    path("replies/<str:public_id>/publish/", replies.reply_publish, name="reply_publish"),
    path("subjects/", subjects.subjects, name="subjects"),
    path("subjects/add/", subjects.subject_add, name="subject_add"),
    path("subjects/<str:public_id>/", subjects.subject, name="subject"),
    path("subjects/<str:public_id>/look-after/", subjects.subject_look_after, name="subject_look_after"),
    path("history/", history.history, name="history"),
    path("you-said-we-did/", public.you_said_we_did, name="you_said_we_did"),
]
